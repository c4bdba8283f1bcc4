/** A data source without a database, so that only the helper above it is measured. */
@NullMarked
package io.datasafe.benchmarks.stub;

import org.jspecify.annotations.NullMarked;

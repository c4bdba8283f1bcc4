/** What it costs to be watched, statement by statement. */
@NullMarked
package io.datasafe.benchmarks.watch;

import org.jspecify.annotations.NullMarked;

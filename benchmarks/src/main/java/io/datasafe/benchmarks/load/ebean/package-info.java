/** The library as Ebean maps it. */
@NullMarked
package io.datasafe.benchmarks.load.ebean;

import org.jspecify.annotations.NullMarked;

/** Pairs: two benchmark methods in turn in one JVM, so that both meet the same noise, and the ratio of the two. */
@NullMarked
package io.datasafe.benchmarks.pair;

import org.jspecify.annotations.NullMarked;

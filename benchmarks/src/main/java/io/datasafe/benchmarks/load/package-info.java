/** Benchmarks of loaders: what belongs to each of many rows, read by datasafe, by its peers, and by hand. */
@NullMarked
package io.datasafe.benchmarks.load;

import org.jspecify.annotations.NullMarked;

/** What the benchmarks share: the server that they run on and what they tell JMH beside the time. */
@NullMarked
package io.datasafe.benchmarks;

import org.jspecify.annotations.NullMarked;

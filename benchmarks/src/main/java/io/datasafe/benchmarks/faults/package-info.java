/**
 * What becomes of transfers whose COMMIT meets a fault: datasafe beside the usual ways to go on, counted and not timed.
 */
@NullMarked
package io.datasafe.benchmarks.faults;

import org.jspecify.annotations.NullMarked;

/** Runs a named set of benchmarks, and keeps the results with what they were measured on. */
@NullMarked
package io.datasafe.benchmarks.run;

import org.jspecify.annotations.NullMarked;

/** Turns the results of a run into a Markdown page and SVG charts. */
@NullMarked
package io.datasafe.benchmarks.report;

import org.jspecify.annotations.NullMarked;

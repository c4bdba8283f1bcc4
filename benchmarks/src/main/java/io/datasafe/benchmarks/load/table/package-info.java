/**
 * The tables of the library as jOOQ's code generator would write them, so that jOOQ can be measured as its users use
 * it.
 */
@NullMarked
package io.datasafe.benchmarks.load.table;

import org.jspecify.annotations.NullMarked;

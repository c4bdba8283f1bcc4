/** The tables of trees and graphs as jOOQ's code generator would write them. */
@NullMarked
package io.datasafe.benchmarks.tree.table;

import org.jspecify.annotations.NullMarked;

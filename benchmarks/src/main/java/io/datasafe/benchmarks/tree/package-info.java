/** Benchmarks of trees and graphs: read and changed by datasafe, by its peers, and by SQL that is written by hand. */
@NullMarked
package io.datasafe.benchmarks.tree;

import org.jspecify.annotations.NullMarked;

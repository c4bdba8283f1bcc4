/**
 * Questions about the graph of dependencies and the tree of parents: asked node by node, level by level, and with one
 * query each.
 */
@NullMarked
package io.datasafe.examples.quickstart.graph;

import org.jspecify.annotations.NullMarked;

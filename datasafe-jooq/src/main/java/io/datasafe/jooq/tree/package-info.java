/**
 * Trees and graphs in tables: recursive queries that end on any data, and changes that cannot create a cycle, even
 * under concurrency. Start at {@link io.datasafe.jooq.tree.Tree} for a table with a parent column, and at
 * {@link io.datasafe.jooq.tree.Graph} for a table of edges.
 */
@NullMarked
package io.datasafe.jooq.tree;

import org.jspecify.annotations.NullMarked;

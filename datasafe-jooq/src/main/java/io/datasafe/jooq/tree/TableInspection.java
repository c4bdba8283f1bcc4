package io.datasafe.jooq.tree;

import io.datasafe.jooq.tree.TreeDefect.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Checks the table of a tree or graph for what makes it slow or wrong. */
final class TableInspection {
    private final TreeDefinition<?> hierarchy;
    private final DSLContext dsl;
    private final TreeTable table;
    private final List<TreeDefect> defects = new ArrayList<>();

    TableInspection(DSLContext dsl, TreeDefinition<?> hierarchy, TreeTable table) {
        this.hierarchy = hierarchy;
        this.dsl = dsl;
        this.table = table;
    }

    List<TreeDefect> ofTree() {
        return defects("a tree", () -> {
            index(Kind.NO_PARENT_INDEX, "the children of a node", hierarchy.parent(), table.parent());
            uniqueId();
        });
    }

    /**
     * Checks the table of a graph: an edge leaves the column that a tree calls the id, and leads to the one it calls
     * the parent.
     */
    List<TreeDefect> ofEdges() {
        return defects("a graph", () -> {
            index(Kind.NO_FROM_INDEX, "the edges that leave a vertex", hierarchy.id(), table.id());
            index(Kind.NO_TO_INDEX, "the edges that lead to a vertex", hierarchy.parent(), table.parent());
        });
    }

    private List<TreeDefect> defects(String what, Runnable ofColumns) {
        if (table.kind() == null) {
            return List.of(new TreeDefect(
                    Kind.NO_TABLE,
                    "there is no table " + relation() + ", or its schema is not on the search_path",
                    null));
        }
        if (!table.kind().equals("r") && !table.kind().equals("p")) {
            return List.of(new TreeDefect(
                    Kind.NOT_A_TABLE, relation() + " is not a table: check " + what + " on the table behind it", null));
        }
        present(hierarchy.id(), table.id());
        present(hierarchy.parent(), table.parent());
        if (hierarchy.shared() != null) {
            present(hierarchy.shared(), table.shared());
        }
        if (defects.isEmpty()) {
            ofColumns.run();
        }
        if (table.jit()) {
            defects.add(new TreeDefect(
                    Kind.JIT,
                    "jit is on, so PostgreSQL may compile a short walk for longer than it runs; turn it off for the"
                            + " service's sessions",
                    "options=-c jit=off"));
        }
        return defects;
    }

    private String relation() {
        return TreeLock.relation(dsl, hierarchy);
    }

    private void present(Field<?> field, @Nullable String column) {
        if (column == null) {
            defects.add(
                    new TreeDefect(Kind.NO_COLUMN, "table " + relation() + " has no column " + field.getName(), null));
        }
    }

    private void index(Kind missing, String what, Field<?> field, @Nullable String known) {
        String column = String.valueOf(known);
        if (table.indexes().stream().noneMatch(index -> index.finds(column, table.shared()))) {
            defects.add(new TreeDefect(
                    missing,
                    "no index finds " + what + " in " + relation() + others(index -> index.holds(column)),
                    create("INDEX", field)));
        }
    }

    private void uniqueId() {
        String id = String.valueOf(table.id());
        Set<String> key = new HashSet<>(Set.of(id));
        if (table.shared() != null) {
            key.add(table.shared());
        }
        List<TableIndex> keys =
                table.indexes().stream().filter(index -> index.isKey(key)).toList();
        if (keys.isEmpty()) {
            defects.add(new TreeDefect(
                    Kind.ID_NOT_UNIQUE,
                    "nothing makes the id unique in " + relation() + others(index -> index.unique() && index.holds(id)),
                    create("UNIQUE INDEX", hierarchy.id())));
        } else if (keys.stream().noneMatch(TableIndex::immediate)) {
            defects.add(new TreeDefect(
                    Kind.ID_UNIQUE_LATER,
                    "the id is unique only at the end of a transaction: "
                            + keys.get(0).name() + " is deferrable",
                    null));
        }
    }

    /** Lists the indexes that come close but do not serve. */
    private String others(Predicate<TableIndex> like) {
        String all =
                table.indexes().stream().filter(like).map(TableIndex::title).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " (" + all + ")";
    }

    private String create(String what, Field<?> field) {
        // PostgreSQL cannot build an index on a partitioned table concurrently.
        return "CREATE " + what + ("p".equals(table.kind()) ? "" : " CONCURRENTLY") + " ON " + relation()
                + Stream.of(hierarchy.shared(), field)
                        .filter(column -> column != null)
                        .map(column -> dsl.render(column.getUnqualifiedName()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}

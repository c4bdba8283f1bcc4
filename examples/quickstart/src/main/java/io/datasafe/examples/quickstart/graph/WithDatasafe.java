package io.datasafe.examples.quickstart.graph;

import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.jooq.tree.Graph;
import io.datasafe.jooq.tree.Nodes;
import io.datasafe.jooq.tree.Tree;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** With datasafe: a graph and a tree are defined once, by their columns, and each question is one query. */
final class WithDatasafe implements Way {
    private static final Field<Long> DEPENDANT = DSL.field(DSL.name("depends", "dependant_id"), SQLDataType.BIGINT);
    private static final Field<Long> DEPENDENCY = DSL.field(DSL.name("depends", "dependency_id"), SQLDataType.BIGINT);
    private static final Field<Long> ID = DSL.field(DSL.name("pom", "id"), SQLDataType.BIGINT);
    private static final Field<Long> PARENT = DSL.field(DSL.name("pom", "parent_id"), SQLDataType.BIGINT);
    private static final Field<String> NAME = DSL.field(DSL.name("pom", "name"), SQLDataType.CLOB);

    private static final Graph<Long> DEPENDENCIES = Graph.of(DEPENDANT, DEPENDENCY);
    private static final Tree<Long, String> POMS =
            Tree.of(ID, PARENT).select(ID, PARENT, NAME).map(row -> row.get(NAME));

    /** Longer than any chain. */
    private static final int MOST_HOPS = 1_000_000;

    @Override
    public String name() {
        return "datasafe";
    }

    @Override
    public Set<Long> dependants(Connection connection, long artifact) {
        return DEPENDENCIES.reversed().reachable(dsl(connection), artifact);
    }

    @Override
    public List<Long> chain(Connection connection, long from, long to) {
        return DEPENDENCIES.shortestPath(dsl(connection), from, to, MOST_HOPS).orElse(List.of());
    }

    @Override
    public List<List<Long>> cycles(Connection connection) {
        return DEPENDENCIES.findCycles(dsl(connection));
    }

    @Override
    public Set<String> below(Connection connection, long pom) {
        return new LinkedHashSet<>(
                POMS.descendants().fetch(dsl(connection), pom).values());
    }

    @Override
    public Map<Long, List<String>> above(Connection connection, List<Long> poms) {
        Map<Long, List<String>> chains = new LinkedHashMap<>();
        try (LoadScope scope = JooqLoads.open(dsl(connection))) {
            Related<Long, Nodes<Long, String>> ancestors = scope.related(poms, pom -> pom, POMS.ancestors());
            for (Long pom : poms) {
                chains.put(pom, ancestors.of(pom).values());
            }
        }
        return chains;
    }

    private static DSLContext dsl(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }
}

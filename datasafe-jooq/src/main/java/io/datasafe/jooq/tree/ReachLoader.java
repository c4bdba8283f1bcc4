package io.datasafe.jooq.tree;

import io.datasafe.internal.sql.SqlNames;
import io.datasafe.load.Batch;
import io.datasafe.load.Loader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Loads the vertices that can be reached from each of many vertices, in one query for all of them. */
final class ReachLoader<K> implements Loader<K, Set<K>> {
    private final GraphDefinition<K> edges;

    ReachLoader(GraphDefinition<K> edges) {
        this.edges = edges;
    }

    @Override
    public String name() {
        return "reachable in " + edges.name();
    }

    @Override
    public Map<K, Set<K>> load(Batch<K> batch) {
        return new Reachability<>(edges).groups(batch.resource(DSLContext.class), batch.keys());
    }

    @Override
    public Set<K> absent() {
        return Set.of();
    }

    @Override
    public Set<String> tables() {
        return SqlNames.of(DSL.using(SQLDialect.POSTGRES).render(new Reachability<>(edges).groups(List.of())));
    }

    @Override
    public String toString() {
        return name();
    }
}

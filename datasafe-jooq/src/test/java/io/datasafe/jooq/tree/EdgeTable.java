package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table of edges with an index on each end. */
abstract class EdgeTable {
    static final Field<Long> SRC = field(name("edge", "src"), SQLDataType.BIGINT);
    static final Field<Long> DST = field(name("edge", "dst"), SQLDataType.BIGINT);
    static final Field<Integer> COST = field(name("edge", "cost"), SQLDataType.INTEGER);
    static final Graph<Long> GRAPH = Graph.of(SRC, DST);

    JooqDatabase db;
    DSLContext dsl;
    DSLContext outside;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        outside = db.outside();
        create("bigint");
    }

    @AfterEach
    void close() {
        db.close();
    }

    void create(String vertex) {
        outside.execute("DROP TABLE IF EXISTS edge");
        outside.execute("CREATE TABLE edge (src " + vertex + ", dst " + vertex
                + ", cost int DEFAULT 1, tenant int DEFAULT 1, gone boolean DEFAULT false)");
        outside.execute("CREATE INDEX ON edge (src)");
        outside.execute("CREATE INDEX ON edge (dst)");
    }

    /** {@code "1 2, 2 3"}: from and to, and a cost if there is a third. */
    void edges(String edges) {
        for (String edge : edges.split(", ")) {
            String[] ends = edge.split(" ");
            outside.execute("INSERT INTO edge VALUES (" + ends[0] + ", " + ends[1] + ", "
                    + (ends.length > 2 ? ends[2] : "1") + ")");
        }
    }

    /** {@code "1, 2, 3"} and so on: a chain. */
    void chain(int length) {
        outside.execute("INSERT INTO edge SELECT i, i + 1 FROM generate_series(1, " + length + ") i");
        outside.execute("ANALYZE edge");
    }

    /** How many rows the first recursion of a query makes. */
    long rows(Query query) {
        String plan = outside.fetch("EXPLAIN (ANALYZE, TIMING OFF, FORMAT TEXT) {0}", query)
                .formatCSV(false);
        int union = plan.indexOf("Recursive Union");
        String actual = plan.substring(plan.indexOf("(actual rows=", union) + "(actual rows=".length());
        return (long) Double.parseDouble(actual.substring(0, actual.indexOf(' ')));
    }
}

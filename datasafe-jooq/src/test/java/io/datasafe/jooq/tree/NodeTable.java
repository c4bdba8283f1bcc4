package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import io.datasafe.jooq.JooqTransactions;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table of nodes: 1 is the root of 2 and 3, and 2 of 4, 4 of 5. Node 9 is deleted, below 3. */
abstract class NodeTable {
    static final Field<Long> ID = field(name("node", "id"), SQLDataType.BIGINT);
    static final Field<Long> PARENT = field(name("node", "parent_id"), SQLDataType.BIGINT);
    static final Field<String> TITLE = field(name("node", "title"), SQLDataType.VARCHAR);
    static final Field<Boolean> DELETED = field(name("node", "deleted"), SQLDataType.BOOLEAN);
    static final Tree<Long, Record> TREE = Tree.of(ID, PARENT).select(TITLE);
    static final Tree<Long, Record> LIVING = TREE.scope(DELETED.isFalse());

    JooqDatabase db;
    DSLContext dsl;
    JooqTransactions tx;
    private final List<JooqSession> sessions = new ArrayList<>();

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        tx = JooqTransactions.of(Transactions.of(db.pool()));
        dsl = db.outside();
        dsl.execute("CREATE TABLE node (id bigint PRIMARY KEY, parent_id bigint REFERENCES node,"
                + " title varchar(20) NOT NULL DEFAULT 'n', deleted boolean NOT NULL DEFAULT false)");
        dsl.execute("CREATE INDEX node_parent ON node (parent_id)");
        dsl.execute("INSERT INTO node (id, parent_id) VALUES (1, null), (2, 1), (3, 1), (4, 2), (5, 4)");
        dsl.execute("INSERT INTO node (id, parent_id, deleted) VALUES (9, 3, true)");
    }

    @AfterEach
    void close() throws SQLException {
        for (JooqSession session : sessions) {
            session.close();
        }
        db.close();
    }

    /** A connection with a thread. */
    JooqSession session() throws SQLException {
        JooqSession session = new JooqSession(db.unpooled());
        sessions.add(session);
        return session;
    }

    /** The node's parent, as committed. */
    @Nullable
    Long parent(long id) {
        return dsl.select(PARENT).from("node").where(ID.eq(id)).fetchSingle(PARENT);
    }

    /** The nodes that are their own ancestors. */
    List<Long> onCycles() {
        return onCycles(dsl, "node");
    }

    static List<Long> onCycles(DSLContext dsl, String table) {
        Map<Long, @Nullable Long> parents = new HashMap<>();
        dsl.fetch("select id, parent_id from " + table)
                .forEach(row -> parents.put((Long) row.get(0), (Long) row.get(1)));
        List<Long> found = new ArrayList<>();
        for (Long start : parents.keySet()) {
            Long at = parents.get(start);
            for (int steps = 0; at != null && steps <= parents.size(); steps++) {
                if (at.equals(start)) {
                    found.add(start);
                    break;
                }
                at = parents.get(at);
            }
        }
        return found;
    }

    static DSLContext on(javax.sql.DataSource source) {
        return DSL.using(source, SQLDialect.POSTGRES);
    }
}

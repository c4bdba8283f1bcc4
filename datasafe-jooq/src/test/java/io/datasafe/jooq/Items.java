package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.datasafe.event.Event;
import io.datasafe.tx.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a table of its own, which leaves neither the thread bound nor a connection away. */
abstract class Items {
    static final Table<Record> ITEM = table(name("item"));
    static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> hooks = new CopyOnWriteArrayList<>();
    JooqDatabase db;
    Transactions jdbc;
    JooqTransactions tx;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        jdbc = Transactions.on(db.pool())
                .listener(events::add)
                .resolveWithin(Duration.ofSeconds(5))
                .build()
                .named("pay");
        tx = JooqTransactions.of(jdbc);
        db.outside().execute("CREATE TABLE item (id int PRIMARY KEY DEFERRABLE INITIALLY IMMEDIATE)");
    }

    @AfterEach
    void close() {
        try {
            assertThat(tx.current()).as("the thread is free").isEmpty();
            assertThat(db.pool().getHikariPoolMXBean().getActiveConnections())
                    .as("all connections are back")
                    .isZero();
        } finally {
            db.close();
        }
    }

    List<Integer> stored() {
        return db.outside().select(ID).from(ITEM).orderBy(ID).fetch(ID);
    }

    static int insert(DSLContext dsl, int id) {
        return dsl.insertInto(ITEM, ID).values(id).execute();
    }

    void hooks(JooqTx t) {
        t.afterCommit("c", () -> hooks.add("committed"));
        t.afterRollback("r", () -> hooks.add("rolled back"));
        t.onUnknown("u", unknown -> hooks.add("unknown"));
    }
}

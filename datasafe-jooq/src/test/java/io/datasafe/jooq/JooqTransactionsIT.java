package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.tx.Isolation;
import io.datasafe.tx.Retry;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JooqTransactionsIT {
    private static final Table<Record> ITEM = table(name("item"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);

    private JooqDatabase db;
    private Transactions jdbc;
    private JooqTransactions tx;

    @BeforeEach
    void open() {
        db = new JooqDatabase();
        jdbc = Transactions.of(db.pool());
        tx = JooqTransactions.of(jdbc);
        db.outside().execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void commitsWhatTheWorkDidAndReturnsItsResult() {
        Integer id = tx.call(
                t -> t.dsl().insertInto(ITEM, ID).values(1).returningResult(ID).fetchOne(ID));
        assertThat(id).isOne();
        assertThat(stored()).containsExactly(1);
    }

    @Test
    void rollsBackAndRethrowsWhatTheWorkThrew() {
        IOException thrown = new IOException();
        assertThat(catchThrowable(() -> tx.run(t -> {
                    insert(t.dsl(), 1);
                    throw thrown;
                })))
                .isSameAs(thrown);
        assertThat(stored()).isEmpty();
    }

    @Test
    void jdbcAndJooqWorkJoinEachOther() {
        tx.run(outer -> {
            insert(outer.dsl(), 1);
            jdbc.run(t -> assertThat(t).isSameAs(outer.tx()));
            tx.run(joined -> insert(joined.dsl(), 2));
        });
        assertThat(stored()).containsExactly(1, 2);
    }

    @Test
    void theJoinedContextFollowsTheThread() {
        insert(tx.dsl(), 1);
        assertThat(stored()).as("outside, each statement commits by itself").containsExactly(1);
        catchThrowable(() -> tx.run(t -> {
            insert(tx.dsl(), 2);
            throw new IOException();
        }));
        assertThat(stored()).as("inside, it joins").containsExactly(1);
    }

    @Test
    void theJoinedContextCommitsByItselfOnAPoolWithoutAutocommitToo() throws SQLException {
        try (JooqDatabase manual = new JooqDatabase(false)) {
            manual.outside().execute("CREATE TABLE item (id int PRIMARY KEY)");
            JooqTransactions manualTx = JooqTransactions.of(Transactions.of(manual.pool()));
            insert(manualTx.dsl(), 1);
            assertThat(manual.outside().fetchCount(ITEM)).isOne();
            manualTx.run(t -> insert(manualTx.dsl(), 2));
            assertThat(manual.outside().fetchCount(ITEM)).isEqualTo(2);
            try (Connection connection = manual.pool().getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void aCursorOfTheJoinedContextGivesItsOwnConnectionBackEvenInsideATransaction() {
        db.outside().execute("INSERT INTO item VALUES (1), (2)");
        Cursor<Record1<Integer>> cursor = tx.dsl().select(ID).from(ITEM).fetchLazy();
        assertThat(cursor.fetchNext()).isNotNull();
        assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isOne();
        tx.run(t -> {
            insert(t.dsl(), 3);
            assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
            cursor.close();
            assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isOne();
            insert(t.dsl(), 4);
        });
        assertThat(stored()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theContextOfATransactionDiesWithIt() {
        DSLContext leaked = tx.call(JooqTx::dsl);
        assertThatIllegalStateException().isThrownBy(() -> insert(leaked, 1)).withMessageContaining("has ended");
        assertThat(stored()).isEmpty();
        tx.run(t -> assertThatThrownBy(() ->
                        CompletableFuture.runAsync(() -> insert(t.dsl(), 1)).join())
                .hasRootCauseInstanceOf(IllegalStateException.class));
    }

    @Test
    void aSwallowedErrorCannotCommitAndIsNamed() {
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            insert(t.dsl(), 1);
            catchThrowable(() -> insert(t.dsl(), 1));
            catchThrowable(() -> insert(t.dsl(), 2));
        }));
        assertThat(caught)
                .isInstanceOfSatisfying(
                        JooqSilentRollbackException.class,
                        e -> assertThat(e.sqlState())
                                .as("the first error, not 25P02 of the one after it")
                                .isEqualTo("23505"))
                .cause()
                .isInstanceOf(SilentRollbackException.class)
                .hasCauseInstanceOf(IntegrityConstraintViolationException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aSwallowedErrorIsNamedByWhateverComesNext() {
        assertThatThrownBy(() -> tx.run(t -> {
                    catchThrowable(() -> t.dsl().fetch("SELECT 1/0"));
                    t.runSavepoint(s -> insert(s.dsl(), 1));
                }))
                .as("a savepoint")
                .isInstanceOfSatisfying(
                        JooqSilentRollbackException.class,
                        e -> assertThat(e.sqlState()).isEqualTo("22012"));
        assertThatThrownBy(() -> tx.run(t -> {
                    insert(t.dsl(), 1);
                    Integer pid = t.dsl().fetchOne("SELECT pg_backend_pid()").get(0, Integer.class);
                    db.outside().fetch("SELECT pg_terminate_backend(?, 5000)", pid);
                    catchThrowable(() -> insert(t.dsl(), 2));
                }))
                .as("a session that is gone")
                .isInstanceOf(JooqTransactionException.class)
                .hasMessageContaining("was rolled back: its connection was closed inside it")
                .cause()
                .isInstanceOf(TransactionException.class)
                .hasCauseInstanceOf(DataAccessException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void anErrorThatASavepointHasUndoneIsForgotten() {
        tx.run(t -> {
            insert(t.dsl(), 1);
            assertThatThrownBy(() -> t.runSavepoint(s -> insert(s.dsl(), 1))).isInstanceOf(DataAccessException.class);
            assertThat(t.<Integer, RuntimeException>savepoint(s -> insert(s.dsl(), 2)))
                    .isOne();
        });
        assertThat(stored()).containsExactly(1, 2);
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            catchThrowable(() -> t.runSavepoint(s -> insert(s.dsl(), 1)));
            catchThrowable(() -> t.dsl().fetch("SELECT 1/0"));
        }));
        assertThat(((DataAccessException) caught).sqlState()).isEqualTo("22012");
    }

    @Test
    void retriesAConflictThatJooqWrapped() {
        List<Integer> attempts = new ArrayList<>();
        tx.repeatableRead().run(t -> {
            attempts.add(t.attempt());
            t.dsl().fetchCount(ITEM);
            if (t.attempt() == 1) {
                insert(db.outside(), 1);
            }
            t.dsl().insertInto(ITEM, ID).values(1).onConflict(ID).doNothing().execute();
        });
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void hooksRunAfterTheCommit() {
        List<List<Integer>> seen = new ArrayList<>();
        tx.run(t -> {
            t.afterCommit("look", () -> seen.add(stored()));
            insert(t.dsl(), 1);
        });
        assertThat(seen).containsExactly(List.of(1));
    }

    @Test
    void costsNoRoundTripOfItsOwn() {
        db.outside().fetch("SELECT 1");
        tx.dsl().fetch("SELECT 1");
        RoundTrips.on(db.proxy()).exactly(2).run(() -> tx.run(t -> insert(t.dsl(), 1)));
        RoundTrips.on(db.proxy()).exactly(3).run(() -> tx.serializable().run(t -> insert(t.dsl(), 2)));
    }

    @Test
    void theDerivedCopiesDoWhatTheirNamesSay() {
        assertThat(tx.named("pay").<String, RuntimeException>call(JooqTx::name)).isEqualTo("pay");
        assertThat(tx.serializable().<String, RuntimeException>call(t -> level(t.dsl())))
                .isEqualTo("serializable");
        assertThat(tx.repeatableRead().<String, RuntimeException>call(t -> level(t.dsl())))
                .isEqualTo("repeatable read");
        assertThat(tx.isolation(Isolation.READ_COMMITTED).<String, RuntimeException>call(t -> level(t.dsl())))
                .isEqualTo("read committed");
        assertThatThrownBy(() -> tx.readOnly().run(t -> insert(t.dsl(), 1)))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("25006"));
        assertThatIllegalStateException().isThrownBy(() -> tx.required().run(t -> {}));
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.run(t -> tx.outermost().run(u -> {})));
        assertThat(tx.transactions()).isSameAs(jdbc);
    }

    @Test
    void takesOverAConfiguration() {
        List<String> statements = new ArrayList<>();
        JooqTransactions observed = JooqTransactions.on(
                        Transactions.on(db.pool()).retry(Retry.none()).build())
                .configuration(new DefaultConfiguration()
                        .set(SQLDialect.POSTGRES)
                        .set(ExecuteListener.onExecuteStart((ExecuteContext c) -> statements.add(c.sql()))))
                .build();
        observed.run(t -> t.dsl().fetch("SELECT 1"));
        observed.dsl().fetch("SELECT 2");
        assertThat(statements).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void saysThatThereIsNoConnection() {
        db.pool().close();
        assertThatThrownBy(() -> tx.dsl().fetch("SELECT 1"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("no connection from the data source");
    }

    @Test
    void rejectsNonsense() {
        assertThatThrownBy(() -> JooqTransactions.of(null)).hasMessage("transactions");
        assertThatThrownBy(() -> tx.call(null)).hasMessage("work");
        assertThatThrownBy(() -> tx.run(null)).hasMessage("work");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> JooqTransactions.on(jdbc).configuration(new DefaultConfiguration().set(SQLDialect.MYSQL)))
                .withMessageContaining("dialect MYSQL, must be of the family POSTGRES");
    }

    private List<Integer> stored() {
        return db.outside().select(ID).from(ITEM).orderBy(ID).fetch(ID);
    }

    private static int insert(DSLContext dsl, int id) {
        return dsl.insertInto(ITEM, ID).values(id).execute();
    }

    private static String level(DSLContext dsl) {
        return dsl.fetchOne("SHOW transaction_isolation").get(0, String.class);
    }
}

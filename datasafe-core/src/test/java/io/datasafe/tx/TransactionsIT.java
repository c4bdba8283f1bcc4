package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionsIT {
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        // One connection: whatever a transaction leaves behind, the next one meets.
        db = PooledDatabase.open(1);
        tx = Transactions.of(db.pool());
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void commitsWhatTheWorkDidAndReturnsItsResult() throws SQLException {
        String result = tx.call(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aResultMayBeNull() {
        assertThat(tx.<String, RuntimeException>call(t -> null)).isNull();
    }

    @Test
    void rollsBackAndRethrowsWhatTheWorkThrew() throws SQLException {
        for (Throwable thrown :
                List.of(new IOException("disk"), new IllegalArgumentException("x"), new StackOverflowError())) {
            Throwable caught = catchThrowable(() -> tx.run(t -> {
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                TransactionsIT.<RuntimeException>sneak(thrown);
            }));
            assertThat(caught).isSameAs(thrown).hasNoSuppressedExceptions();
        }
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @Test
    void givesTheConnectionBackAsItCame() throws SQLException {
        tx.readOnly().serializable().run(t -> query(t.connection(), "SELECT 1"));
        catchThrowable(() -> tx.readOnly().run(t -> execute(t.connection(), "SELECT 1/0")));
        try (Connection connection = db.pool().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(query(connection, "SHOW transaction_isolation")).containsExactly("read committed");
            assertThat(query(connection, "SHOW transaction_read_only")).containsExactly("off");
        }
    }

    @Test
    void worksOnADataSourceThatHandsOutConnectionsWithoutAutocommit() throws SQLException {
        try (PooledDatabase manual = PooledDatabase.open(config -> config.setAutoCommit(false))) {
            manual.execute("CREATE TABLE item (id int)");
            Transactions manualTx = Transactions.of(manual.pool());
            manualTx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
            assertThat(manual.query("SELECT id FROM item")).containsExactly("1");
            try (Connection connection = manual.pool().getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void whatSomebodyLeftOpenOnAPooledConnectionIsNotCommitted() throws SQLException {
        for (String leftOpen : List.of("INSERT INTO item VALUES (666)", "SELECT 1")) {
            for (Transactions each : List.of(tx, tx.readOnly(), tx.serializable())) {
                try (Connection connection = db.pool().getConnection()) {
                    execute(connection, "BEGIN");
                    execute(connection, leftOpen);
                }
                each.run(t -> execute(t.connection(), "SELECT 1"));
                assertThat(db.query("SELECT id FROM item")).isEmpty();
            }
        }
        try (Connection connection = db.pool().getConnection()) {
            execute(connection, "BEGIN");
            catchThrowable(() -> execute(connection, "SELECT 1/0"));
        }
        tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        try (Connection connection = db.pool().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aCallInsideJoins() throws SQLException {
        tx.run(outer -> {
            execute(outer.connection(), "INSERT INTO item VALUES (1)");
            Connection inner = tx.call(Tx::connection);
            assertThat(inner).isSameAs(outer.connection());
            // Another instance on the same data source joins too.
            Transactions.of(db.pool()).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"));
            assertThat(tx.current()).containsSame(outer);
        });
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
        assertThat(tx.current()).isEmpty();
    }

    @Test
    void aCallOnAnotherDataSourceStartsItsOwn() throws SQLException {
        try (PooledDatabase other = PooledDatabase.open(1)) {
            other.execute("CREATE TABLE item (id int)");
            Transactions otherTx = Transactions.of(other.pool());
            Throwable caught = catchThrowable(() -> tx.run(t -> {
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                otherTx.run(o -> {
                    execute(o.connection(), "INSERT INTO item VALUES (1)");
                    // The outer one is still reached through the inner one.
                    tx.run(joined -> assertThat(joined).isSameAs(t));
                });
                throw new IOException("undo the outer one");
            }));
            assertThat(caught).isInstanceOf(IOException.class);
            assertThat(other.query("SELECT id FROM item")).containsExactly("1");
            assertThat(db.query("SELECT id FROM item")).isEmpty();
        }
    }

    @Test
    void aJoinedPartThatFailsDoomsTheWholeEvenIfItsExceptionIsCaught() throws SQLException {
        IOException inner = new IOException("half done");
        Throwable caught = catchThrowable(() -> tx.named("pay").run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            catchThrowable(() -> tx.run(joined -> {
                throw inner;
            }));
            catchThrowable(() -> tx.run(joined -> {
                throw new IOException("the first one counts");
            }));
        }));
        assertThat(caught)
                .isInstanceOf(SilentRollbackException.class)
                .hasCause(inner)
                .hasMessageContaining("transaction \"pay\" was rolled back")
                .hasMessageContaining("savepoint()");
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void runsAtTheIsolationLevelThatWasAskedFor(Isolation isolation) throws SQLException {
        List<String> level = tx.isolation(isolation).call(t -> query(t.connection(), "SHOW transaction_isolation"));
        assertThat(level).containsExactly(isolation.sql().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void refusesToJoinATransactionOfAWeakerLevel() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.named("report")
                        .run(t -> tx.named("pay").serializable().run(u -> {})))
                .withMessageContaining("transaction \"pay\" asks for SERIALIZABLE")
                .withMessageContaining("transaction \"report\", which runs at READ COMMITTED");
        tx.serializable().run(t -> tx.repeatableRead().run(u -> {}));
    }

    @Test
    void readOnlyRefusesWrites() throws SQLException {
        assertThatThrownBy(() -> tx.readOnly().run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
    }

    @Test
    void requiredRefusesToStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.named("part").required().run(t -> {}))
                .withMessageContaining("transaction \"part\" is required() to join");
        tx.run(t -> tx.required().run(u -> {}));
    }

    @Test
    void outermostRefusesToJoin() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.named("whole")
                        .run(t -> tx.named("import").outermost().run(u -> {})))
                .withMessageContaining(
                        "transaction \"import\" must be outermost(), and was called inside transaction \"whole\"");
        tx.outermost().run(t -> {});
    }

    @Test
    void theScopeIsDeadAfterTheEnd() {
        Tx leaked = tx.named("leak").call(t -> t);
        assertThatIllegalStateException()
                .isThrownBy(leaked::connection)
                .withMessageContaining("transaction \"leak\" has ended");
        assertThatIllegalStateException().isThrownBy(() -> leaked.afterCommit("x", () -> {}));
        assertThatIllegalStateException().isThrownBy(() -> leaked.runSavepoint(s -> {}));
        assertThat(leaked.name()).isEqualTo("leak");
        assertThat(leaked.attempt()).isOne();
    }

    @Test
    void theScopeStaysOnItsThread() {
        tx.run(t -> {
            CompletableFuture<Connection> elsewhere = OwnThread.supply(t::connection);
            assertThatThrownBy(elsewhere::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a transaction stays on its thread")
                    .as("a virtual thread has no name")
                    .hasMessageContaining(Thread.currentThread().toString());
            assertThat(OwnThread.supply(tx::current).join()).isEmpty();
        });
    }

    @Test
    void saysWhichTransactionGotNoConnection() {
        db.pool().close();
        assertThatThrownBy(() -> tx.named("pay").run(t -> {}))
                .isInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" got no connection from its data source")
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void saysThatItCouldNotBegin() throws SQLException {
        // The pooled connection is dead, and the prologue is the first to find out.
        db.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Transactions once = Transactions.on(db.pool()).retry(Retry.none()).build();
        assertThatThrownBy(() -> once.named("pay").serializable().run(t -> {}))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        e -> assertThat(e.sqlState()).isIn("57P01", "08006"))
                .hasMessageMatching("transaction \"pay\" could not begin \\(SQLSTATE (57P01|08006)\\)");
        tx.serializable().run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
    }

    @Test
    void workThatClosesTheConnectionDoesNoHarm() throws SQLException {
        tx.run(t -> {
            try (Connection connection = t.connection()) {
                execute(connection, "INSERT INTO item VALUES (1)");
            }
            execute(t.connection(), "INSERT INTO item VALUES (2)");
        });
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void reportsWorkThatSwitchesAutocommitOnBehindTheGuard() {
        assertThatThrownBy(() -> tx.run(t -> t.connection()
                        .unwrap(org.postgresql.core.BaseConnection.class)
                        .setAutoCommit(true)))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("Leave setAutoCommit to datasafe");
        tx.run(t -> {});
    }

    @Test
    void rejectsNonsense() {
        assertThatThrownBy(() -> Transactions.of(null)).hasMessage("dataSource");
        assertThatThrownBy(() -> tx.named(" ")).hasMessageContaining("name is blank");
        assertThatThrownBy(() -> tx.call(null)).hasMessage("work");
        assertThatThrownBy(() -> tx.run(null)).hasMessage("work");
        assertThatThrownBy(() -> tx.isolation(null)).hasMessage("isolation");
        assertThatThrownBy(() -> Transactions.on(db.pool()).retry(null)).hasMessage("retry");
        assertThatThrownBy(() -> Transactions.on(db.pool()).listener(null)).hasMessage("listener");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aReportThatMustNotLoseAConflictJoinsNothingLess() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.serializable()
                        .readOnly()
                        .named("outer")
                        .run(t -> tx.named("report").deferrable().run(u -> {})))
                .withMessage("transaction \"report\" is deferrable() and cannot join transaction \"outer\", which is"
                        + " not, and may lose a conflict: make the outer one deferrable()");
        assertThat(tx.serializable()
                        .deferrable()
                        .<Boolean, RuntimeException>call(t -> tx.deferrable().call(u -> u == t)))
                .isTrue();
    }

    @Test
    void anAttemptIsOfAWholeTransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.named("outer").run(t -> tx.named("inner").attempt(u -> 1)))
                .withMessageContaining("transaction \"inner\" cannot be attempted inside transaction \"outer\"");
        db.pool().close();
        assertThat(Transactions.on(db.pool()).retry(Retry.none()).build().attempt(t -> 1))
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause()).hasMessageContaining("got no connection"));
    }
}

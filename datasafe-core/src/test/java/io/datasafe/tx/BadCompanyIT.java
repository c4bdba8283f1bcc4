package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.ScriptedDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrappers, listeners and hooks that fail at the worst moment. */
class BadCompanyIT {
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aConnectionThatCannotBeGivenBackDoesNotUndoACommit() throws SQLException {
        for (Exception thrown : List.of(new SQLException("no"), new IllegalStateException("no"))) {
            db.execute("DELETE FROM item");
            try (CapturedLog log = new CapturedLog()) {
                assertThat(insertOver(WrappingDataSource.failing(db.pool(), "close", thrown)))
                        .isNull();
                assertThat(log.records()).singleElement().satisfies(r -> {
                    assertThat(r.getMessage()).contains("is committed, but its connection could not be given back");
                    assertThat(r.getThrown()).isSameAs(thrown);
                });
            }
            assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        }
    }

    @Test
    void anUnexpectedFailureOfCommitLeavesTheOutcomeUnknown() {
        for (Throwable thrown :
                List.of(new IllegalStateException("a wrapper's bug, after COMMIT"), new OutOfMemoryError("a test's"))) {
            assertThat(insertOver(WrappingDataSource.mischievous(db.pool(), method -> {
                        // Hidden, so that COMMIT goes out in a flight, through a statement.
                        if (method.equals("createStatement") && inCommit()) {
                            throw thrown;
                        }
                    })))
                    .isInstanceOf(CommitUnknownException.class)
                    .hasCause(thrown);
        }
    }

    @Test
    void anUnknownOutcomeIsNeverRunAgainEvenIfItsErrorWasAConflict() {
        AtomicBoolean broken = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        DataSource dying = WrappingDataSource.mischievous(db.pool(), method -> {
            if (method.equals("createStatement") && inCommit()) {
                broken.set(true);
                throw new SQLException("of a standby that ends the session", "40001");
            }
            if (method.equals("isClosed") && broken.getAndSet(false)) {
                throw new SQLException("no idea", "08000");
            }
        });
        Throwable caught = catchThrowable(() -> Transactions.of(dying).run(t -> attempts.incrementAndGet()));
        assertThat(caught).isInstanceOf(CommitUnknownException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anErrorWhileTheConnectionIsGivenBackLeaksNothing() throws SQLException {
        StackOverflowError error = new StackOverflowError();
        IOException work = new IOException("work");
        AtomicBoolean begun = new AtomicBoolean();
        Throwable caught = catchThrowable(
                () -> Transactions.of(failingToRollBack(begun, error)).run(t -> {
                    begun.set(true);
                    throw work;
                }));
        assertThat(caught).isSameAs(work).hasSuppressedException(error);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(insertOver(WrappingDataSource.failing(db.pool(), "close", error)))
                    .isNull();
            assertThat(log.records()).hasSize(1);
        }
        assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void whatSomebodyLeftOpenBehindAWrapperIsNotCommitted() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (Connection connection = db.database().dataSource().getConnection()) {
                connection.setAutoCommit(autoCommit);
                if (autoCommit) {
                    execute(connection, "BEGIN");
                }
                execute(connection, "INSERT INTO item VALUES (666)");
                insertOver(WrappingDataSource.hiding(ScriptedDataSource.reusing(connection)));
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            }
            assertThat(db.query("SELECT id FROM item")).containsExactly("1");
            db.execute("DELETE FROM item");
        }
    }

    @Test
    void aWrapperWhoseUnwrapThrowsAnythingHidesTheDriver() throws SQLException {
        UnsupportedOperationException unsupported = new UnsupportedOperationException("unwrap");
        assertThat(insertOver(WrappingDataSource.failing(db.pool(), "unwrap", unsupported)))
                .isNull();
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aConnectionThatCannotTellItsStateBeforeCommitIsRolledBack() throws SQLException {
        Throwable caught =
                insertOver(WrappingDataSource.failing(db.pool(), "isClosed", new SQLException("no idea", "08000")));
        assertThat(caught)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessageContaining("was rolled back: its connection was unusable before COMMIT was sent");
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @Test
    void aConnectionThatCannotRollBackIsReplaced() throws SQLException {
        SQLException broken = new SQLException("cannot");
        IllegalArgumentException work = new IllegalArgumentException("work");
        AtomicBoolean begun = new AtomicBoolean();
        Throwable caught = catchThrowable(() -> Transactions.of(failingToRollBack(begun, broken))
                .run(t -> {
                    begun.set(true);
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                    throw work;
                }));
        assertThat(caught).isSameAs(work).hasSuppressedException(broken);
        Transactions.of(db.pool()).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"));
        assertThat(db.query("SELECT id FROM item")).containsExactly("2");
    }

    @Test
    void anErrorInAListenerNeitherLeaksAConnectionNorUndoesACommit() throws SQLException {
        Transactions harassed = Transactions.on(db.pool())
                .listener(e -> {
                    throw new AssertionError("a test's listener");
                })
                .build();
        try (CapturedLog log = new CapturedLog()) {
            harassed.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
            harassed.run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"));
            assertThat(log.records()).hasSize(4);
        }
        assertThat(db.query("SELECT id FROM item")).containsExactly("1", "2");
    }

    @Test
    void anErrorInAHookStopsNobody() {
        List<String> ran = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        NoClassDefFoundError error = new NoClassDefFoundError("MailServer");
        String result = Transactions.on(db.pool())
                .listener(e -> {
                    if (e instanceof TransactionEvent.HookFailed failed) {
                        failures.add(failed.cause());
                    }
                })
                .build()
                .call(t -> {
                    t.afterCommit("mail", () -> {
                        throw error;
                    });
                    t.afterCommit("next", () -> ran.add("next"));
                    return "paid";
                });
        assertThat(result).isEqualTo("paid");
        assertThat(ran).containsExactly("next");
        assertThat(failures).containsExactly(error);
    }

    /** A rollback before the beginning, of what somebody else may have left open, goes well. */
    private DataSource failingToRollBack(AtomicBoolean begun, Throwable thrown) {
        return WrappingDataSource.mischievous(db.pool(), method -> {
            if (method.equals("rollback") && begun.get()) {
                throw thrown;
            }
        });
    }

    private static Throwable insertOver(DataSource dataSource) {
        return catchThrowable(
                () -> Transactions.of(dataSource).run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)")));
    }

    private static boolean inCommit() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().equals("io.datasafe.internal.tx.CommitSender")));
    }
}

package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.GuardHit;
import io.datasafe.tx.TransactionEvent.RolledBack;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/** Each mistake with each reaction: what happens, what is told, and that nothing is lost unseen. */
class GuardsIT {
    private final EventLog log = new EventLog();
    private final List<String> hooks = new ArrayList<>();
    private PooledDatabase db;
    private DataSource guarded;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int)");
        guarded = Transactions.guarded(db.pool());
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** Inserts row 2 while it makes the mistake. */
    @FunctionalInterface
    private interface Mistake {
        void make(Tx t) throws Throwable;
    }

    private Mistake mistake(Guard guard) {
        return switch (guard) {
            case SECOND_CONNECTION ->
                t -> {
                    try (Connection second = guarded.getConnection()) {
                        insert(second, 2);
                    }
                };
            case OWN_COMMIT ->
                t -> {
                    insert(t.connection(), 2);
                    t.connection().commit();
                };
            case FOREIGN_THREAD ->
                t -> {
                    Connection handle = t.connection();
                    Throwable elsewhere = OwnThread.supply(() -> catchThrowable(() -> insert(handle, 2)))
                            .join();
                    if (elsewhere != null) {
                        throw elsewhere;
                    }
                };
            case OUTSIDE ->
                t -> {
                    Transactions.outside("HTTP to the bank");
                    insert(t.connection(), 2);
                };
            case IDLE -> t -> insert(t.connection(), 2);
            case ENDED_SCOPE -> throw new IllegalArgumentException("has a test of its own");
        };
    }

    private static Stream<Arguments> mistakesInside() {
        return Arrays.stream(Guard.values())
                .filter(guard -> guard != Guard.ENDED_SCOPE)
                .flatMap(guard -> Arrays.stream(Reaction.values())
                        .filter(reaction -> guard != Guard.IDLE || reaction != Reaction.THROW)
                        .map(reaction -> Arguments.of(guard, reaction)));
    }

    private static void insert(Connection connection, int id) throws SQLException {
        execute(connection, "INSERT INTO item VALUES (" + id + ")");
    }

    private Transactions guarding(Guard guard, Reaction reaction) {
        TransactionsBuilder builder = Transactions.on(guarded).listener(log).guard(guard, reaction);
        return (guard == Guard.IDLE ? builder.idleBound(Duration.ofNanos(1)) : builder)
                .build()
                .named("pay");
    }

    private void work(Tx t, Mistake mistake) throws Throwable {
        t.afterCommit("receipt", () -> hooks.add("receipt"));
        insert(t.connection(), 1);
        mistake.make(t);
        insert(t.connection(), 3);
    }

    private List<String> rows() throws SQLException {
        return db.query("SELECT id FROM item ORDER BY id");
    }

    @ParameterizedTest
    @MethodSource("mistakesInside")
    void isThrownReportedOrIgnored(Guard guard, Reaction reaction) throws SQLException {
        Throwable caught =
                catchThrowable(() -> guarding(guard, reaction).run(t -> sneaking(() -> work(t, mistake(guard)))));
        List<GuardHit> hits = log.of(GuardHit.class);
        assertThat(hits)
                .allMatch(hit -> hit.guard() == guard
                        && hit.transaction().equals("pay")
                        && hit.message().contains("transaction \"pay\""));
        switch (reaction) {
            case THROW -> {
                assertThat(caught).isExactlyInstanceOf(IllegalStateException.class);
                assertThat(hits).singleElement().extracting(GuardHit::message).isEqualTo(caught.getMessage());
                assertThat(log.of(RolledBack.class))
                        .extracting(RolledBack::cause)
                        .containsExactly(caught);
                assertThat(rows()).isEmpty();
                assertThat(hooks).isEmpty();
            }
            case REPORT -> {
                assertThat(caught).isNull();
                assertThat(hits).isNotEmpty();
                assertThat(rows()).containsExactly("1", "2", "3");
                assertThat(hooks).containsExactly("receipt");
            }
            case OFF -> {
                assertThat(caught).isNull();
                assertThat(hits).isEmpty();
                assertThat(rows()).containsExactly("1", "2", "3");
                assertThat(hooks).containsExactly("receipt");
            }
        }
        assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(Transactions.of(db.pool()).current()).isEmpty();
    }

    @Test
    void idleCannotThrow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transactions.on(db.pool()).guard(Guard.IDLE, Reaction.THROW))
                .withMessage("guard IDLE cannot THROW: it is noticed when the time is over, and nothing is wrong with"
                        + " the data. REPORT it");
    }

    /** What is done with an ended scope never reaches the next transaction on the same connection. */
    @ParameterizedTest
    @EnumSource(Reaction.class)
    void anEndedScopeWritesNothingWhateverTheReaction(Reaction reaction) throws SQLException {
        try (PooledDatabase one = PooledDatabase.open(1)) {
            one.execute("CREATE TABLE item (id int)");
            Transactions tx = Transactions.on(one.pool())
                    .listener(log)
                    .guard(Guard.ENDED_SCOPE, reaction)
                    .build()
                    .named("pay");
            List<Tx> kept = new ArrayList<>();
            List<Connection> handles = new ArrayList<>();
            tx.run(t -> {
                kept.add(t);
                handles.add(t.connection());
                insert(t.connection(), 1);
            });
            Transactions next = tx.named("refund");
            Throwable caught = next.call(t -> {
                insert(t.connection(), 2);
                Throwable byScope = catchThrowable(() -> insert(kept.get(0).connection(), 3));
                Throwable byHandle = catchThrowable(() -> insert(handles.get(0), 4));
                assertThat(byHandle).hasSameClassAs(byScope);
                return byScope;
            });
            assertThat(caught)
                    .isInstanceOf(reaction == Reaction.THROW ? IllegalStateException.class : SQLException.class)
                    .hasMessageContaining(reaction == Reaction.THROW ? "has ended" : "Connection is closed");
            assertThat(one.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
            if (reaction == Reaction.OFF) {
                assertThat(log.of(GuardHit.class)).isEmpty();
            } else {
                assertThat(log.of(GuardHit.class))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allMatch(hit -> hit.guard() == Guard.ENDED_SCOPE
                                && hit.transaction().equals("pay")
                                && hit.message().contains("its scope was used after the work returned"));
            }
        }
    }

    /** Neither would anything come of them. */
    @ParameterizedTest
    @EnumSource(Reaction.class)
    void noHookNorMessageIsTakenAfterTheEnd(Reaction reaction) {
        Transactions tx = guarding(Guard.ENDED_SCOPE, reaction);
        List<Tx> kept = new ArrayList<>();
        tx.run(kept::add);
        assertThatThrownBy(() -> kept.get(0).afterCommit("late", () -> hooks.add("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"pay\" has ended: ");
        assertThatThrownBy(() -> kept.get(0).outbox("late", "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"pay\" has ended: ");
        assertThat(hooks).isEmpty();
    }

    /** Ways to end the transaction before row 3, after row 1. */
    private enum OwnEnd {
        COMMIT {
            @Override
            void of(Connection connection) throws SQLException {
                connection.commit();
            }
        },
        SQL {
            @Override
            void of(Connection connection) throws SQLException {
                execute(connection, "COMMIT");
            }
        },
        PREPARED_SQL {
            @Override
            void of(Connection connection) throws SQLException {
                try (PreparedStatement statement = connection.prepareStatement("/* now */ COMMIT")) {
                    statement.execute();
                }
            }
        },
        BATCH {
            @Override
            void of(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("COMMIT");
                    statement.executeBatch();
                }
            }
        },
        DRIVER {
            @Override
            void of(Connection connection) throws SQLException {
                connection.unwrap(PgConnection.class).commit();
            }
        };

        abstract void of(Connection connection) throws SQLException;
    }

    /** To run the work again would store row 1 twice. */
    @ParameterizedTest
    @CsvSource({
        "REPORT, COMMIT",
        "REPORT, SQL",
        "REPORT, PREPARED_SQL",
        "REPORT, BATCH",
        "REPORT, DRIVER",
        "THROW, DRIVER",
        "OFF, COMMIT"
    })
    void workThatHasCommittedByItselfIsNeverRunTwice(Reaction reaction, OwnEnd end) throws SQLException {
        SQLException conflict = new SQLException("a conflict", "40001");
        Throwable caught =
                catchThrowable(() -> guarding(Guard.OWN_COMMIT, reaction).run(t -> {
                    insert(t.connection(), 1);
                    end.of(t.connection());
                    throw conflict;
                }));
        assertThat(caught).isSameAs(conflict);
        assertThat(log.retries()).isEmpty();
        assertThat(rows()).containsExactly("1");
    }

    @Test
    void whatGoesPastTheGuardIsFoundBeforeTheNextStatement() throws SQLException {
        Throwable caught =
                catchThrowable(() -> guarding(Guard.OWN_COMMIT, Reaction.THROW).run(t -> {
                    insert(t.connection(), 1);
                    OwnEnd.DRIVER.of(t.connection());
                    insert(t.connection(), 3);
                }));
        assertThat(caught).isInstanceOf(IllegalStateException.class).hasMessageContaining("was ended by its own work");
        assertThat(rows()).as("what it has committed itself").containsExactly("1");
    }

    @Test
    void whoSwallowsThatGetsNoCommitEither() throws SQLException {
        Throwable caught =
                catchThrowable(() -> guarding(Guard.OWN_COMMIT, Reaction.THROW).run(t -> {
                    t.afterCommit("receipt", () -> hooks.add("receipt"));
                    insert(t.connection(), 1);
                    OwnEnd.DRIVER.of(t.connection());
                    catchThrowable(() -> insert(t.connection(), 2));
                    catchThrowable(() -> insert(t.connection(), 3));
                }));
        assertThat(caught).isInstanceOf(TransactionException.class).hasMessageContaining("was ended by its own work");
        assertThat(rows()).containsExactly("1");
        assertThat(hooks).isEmpty();
    }

    @Test
    void copyThroughTheDriverIsPartOfTheTransaction() throws SQLException {
        Transactions tx = guarding(Guard.OWN_COMMIT, Reaction.THROW);
        IllegalStateException no = new IllegalStateException("no");
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            assertThat(copy(t, "1\n2\n")).isEqualTo(2);
            throw no;
        }));
        assertThat(caught).isSameAs(no);
        assertThat(rows()).isEmpty();

        tx.run(t -> {
            copy(t, "1\n2\n");
            assertThat(rows()).as("seen from outside").isEmpty();
            t.connection().unwrap(PgConnection.class).execSQLUpdate("INSERT INTO item VALUES (3)");
        });
        assertThat(rows()).containsExactly("1", "2", "3");
        assertThat(log.of(GuardHit.class)).isEmpty();
    }

    @Test
    void aCopyThatFailedAndWasCaughtIsASilentRollback() throws SQLException {
        Throwable caught =
                catchThrowable(() -> guarding(Guard.OWN_COMMIT, Reaction.THROW).run(t -> {
                    insert(t.connection(), 1);
                    assertThat(catchThrowable(() -> copy(t, "2\nthree\n")))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("22P02"));
                }));
        assertThat(caught).isInstanceOf(SilentRollbackException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aCopyCanBeUndoneAlone() throws SQLException {
        guarding(Guard.OWN_COMMIT, Reaction.THROW).run(t -> {
            copy(t, "1\n");
            catchThrowable(() -> t.runSavepoint(s -> copy(s, "2\nthree\n")));
            copy(t, "3\n");
        });
        assertThat(rows()).containsExactly("1", "3");
    }

    private static long copy(Tx t, String lines) throws SQLException {
        CopyManager copy = t.connection().unwrap(PGConnection.class).getCopyAPI();
        try {
            return copy.copyIn("COPY item FROM STDIN", new StringReader(lines));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Throwing {
        void run() throws Throwable;
    }

    private static void sneaking(Throwing action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            GuardsIT.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}

package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.tx.TransactionEvent.Committed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Both flights, retries and locks through PgBouncer in transaction mode, and what the driver must be told. */
class PgBouncerTransactionsIT {
    private static final Timeouts BOUNDS = Timeouts.none()
            .statement(Duration.ofSeconds(11))
            .lock(Duration.ofSeconds(12))
            .idle(Duration.ofSeconds(13));
    private static final String SETTINGS = "SELECT concat_ws(' ', current_setting('transaction_isolation'),"
            + " current_setting('statement_timeout'), current_setting('lock_timeout'),"
            + " current_setting('idle_in_transaction_session_timeout'), current_setting('app.tenant', true))";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private BouncedDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = BouncedDatabase.open();
        tx = Transactions.on(db.pool()).listener(events::add).build();
        // The first transaction of a connection also asks for the server's version and the like.
        tx.run(t -> execute(t.connection(), "SELECT 1"));
        events.clear();
    }

    @AfterEach
    void close() throws SQLException {
        if (db != null) {
            db.close();
        }
    }

    @Test
    void thePrologueIsOneRoundTripAndHoldsForItsTransactionAlone() throws Exception {
        Transactions all = tx.serializable().tenant("a").timeouts(BOUNDS).resolvable();
        RoundTrips.on(db.front())
                .exactly(3)
                .run(() -> assertThat(all.<List<String>, SQLException>call(t -> query(t.connection(), SETTINGS)))
                        .containsExactly("serializable 11s 12s 13s a"));
        try (Connection other = db.connect("prepareThreshold=0")) {
            assertThat(query(other, SETTINGS)).containsExactly("read committed 0 0 0 ");
        }
    }

    @Test
    void readOnlyRidesWithBegin() throws Exception {
        RoundTrips.on(db.front())
                .exactly(2)
                .run(() -> tx.readOnly()
                        .run(t -> assertThat(query(t.connection(), "SHOW transaction_read_only"))
                                .containsExactly("on")));
        tx.run(t ->
                assertThat(query(t.connection(), "SHOW transaction_read_only")).containsExactly("off"));
    }

    @Test
    void theCommitFlightIsOneRoundTripAndNamesTheTransaction() throws Exception {
        Transactions reporting = Transactions.on(db.pool())
                .listener(events::add)
                .reportPosition()
                .build();
        RoundTrips.on(db.front())
                .exactly(3)
                .run(() ->
                        reporting.tenant("a").run(t -> execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')")));
        Committed committed = (Committed) events.get(events.size() - 1);
        assertThat(db.database().query("SELECT xmin FROM orders WHERE id = 4"))
                .containsExactly(String.valueOf(committed.xid()));
        assertThat(committed.position()).isNotNull();
        assertThat(committed.position().timeline()).isOne();
    }

    @Test
    void aLostConflictIsRunAgain() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        tx.repeatableRead().tenant("a").run(t -> {
            query(t.connection(), "SELECT note FROM orders");
            if (attempts.incrementAndGet() == 1) {
                db.database().execute("UPDATE orders SET note = 'theirs' WHERE id = 1");
            }
            execute(t.connection(), "UPDATE orders SET note = note || ', mine' WHERE id = 1");
        });
        assertThat(attempts).hasValue(2);
        assertThat(db.database().query("SELECT note FROM orders WHERE id = 1")).containsExactly("theirs, mine");
    }

    @Test
    void aSwallowedErrorIsFoundAndTheNextClientGetsACleanConnection() throws SQLException {
        Throwable caught = catchThrowable(() -> tx.tenant("a").run(t -> {
            execute(t.connection(), "DELETE FROM orders");
            catchThrowable(() -> execute(t.connection(), "SELECT nonsense"));
        }));
        assertThat(caught).isInstanceOf(SilentRollbackException.class);
        assertThat(tx.tenant("a").<List<String>, SQLException>call(t -> query(t.connection(), "SELECT id FROM orders")))
                .hasSize(2);
    }

    @Test
    void anAdvisoryLockOfATransactionIsGivenBackAtItsEnd() throws SQLException {
        tx.run(t -> t.lock("nightly"));
        assertThat(tx.<Boolean, RuntimeException>call(t -> t.tryLock("nightly")))
                .isTrue();
        assertThat(db.database().query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"))
                .isEmpty();
    }

    @Test
    void aClientThatDiesInTheMiddleIsRunAgain() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        tx.tenant("a").run(t -> {
            execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')");
            if (attempts.incrementAndGet() == 1) {
                db.front().resetAll();
            }
            execute(t.connection(), "UPDATE orders SET note = 'x' WHERE id = 4");
        });
        assertThat(attempts).hasValue(2);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b", "4a");
    }

    @Test
    void aServerConnectionThatDiesInTheMiddleIsRunAgain() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        tx.tenant("a").run(t -> {
            execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')");
            if (attempts.incrementAndGet() == 1) {
                db.back().resetAll();
            }
            execute(t.connection(), "UPDATE orders SET note = 'x' WHERE id = 4");
        });
        assertThat(attempts).hasValue(2);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b", "4a");
    }

    @Test
    void thePidThatTheDriverKnowsIsNotTheBackends() throws SQLException {
        tx.run(t -> assertThat(query(t.connection(), "SELECT pg_backend_pid()"))
                .doesNotContain(
                        String.valueOf(t.connection().unwrap(PGConnection.class).getBackendPID())));
    }

    @Test
    void statementsThatTheDriverPreparesByNameMeetEachOther() throws SQLException {
        Assumptions.assumeThat(db.bouncer().knowsPreparedStatements())
                .as("from 1.21 on PgBouncer can keep them apart")
                .isFalse();
        try (Connection first = db.connect("");
                Connection second = db.connect("")) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 12; i++) {
                            selectPrepared(first, "SELECT ?::int");
                            selectPrepared(second, "SELECT 'b', ?::int");
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P05"));
        }
        try (Connection first = db.connect("prepareThreshold=0");
                Connection second = db.connect("prepareThreshold=0")) {
            for (int i = 0; i < 12; i++) {
                selectPrepared(first, "SELECT ?::int");
                selectPrepared(second, "SELECT 'b', ?::int");
            }
        }
    }

    private static void selectPrepared(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 7);
            statement.executeQuery();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"currentSchema=public", "options=-c%20statement_timeout=5s"})
    void settingsOfTheConnectionAreRefused(String parameter) {
        assertThatThrownBy(() -> db.connect("prepareThreshold=0&" + parameter))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("unsupported startup parameter");
    }
}

package io.datasafe.usage;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundsIT {
    private static final Timeouts ALL = Timeouts.none()
            .statement(Duration.ofSeconds(5))
            .lock(Duration.ofSeconds(1))
            .idle(Duration.ofSeconds(7))
            .transaction(Duration.ofSeconds(60));
    private static final String SETTINGS = "SELECT name || '=' || setting FROM pg_settings WHERE name IN"
            + " ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')"
            + " ORDER BY name";

    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int)");
        tx = Transactions.on(db.pool()).timeouts(ALL).build();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void eachBoundIsSetInsideAndGoneOutside() throws SQLException {
        boolean has = PooledDatabase.cluster().version().major() >= 17;
        List<String> inside = tx.tenant("acme").serializable().call(t -> {
            assertThat(query(t.connection(), "SELECT current_setting('app.tenant')"))
                    .containsExactly("acme");
            assertThat(query(t.connection(), "SELECT current_setting('transaction_isolation')"))
                    .containsExactly("serializable");
            return query(t.connection(), SETTINGS);
        });
        assertThat(inside)
                .contains("idle_in_transaction_session_timeout=7000", "lock_timeout=1000", "statement_timeout=5000");
        assertThat(inside.contains("transaction_timeout=60000")).isEqualTo(has);
        try (var connection = db.pool().getConnection()) {
            assertThat(query(connection, SETTINGS)).allMatch(setting -> setting.endsWith("=0"));
            assertThat(query(connection, "SELECT coalesce(current_setting('app.tenant', true), '')"))
                    .containsExactly("");
        }
    }

    @Test
    void allOfItTakesOneRoundTrip() throws SQLException {
        Transactions safe = tx.tenant("acme").serializable().resolvable();
        safe.run(t -> execute(t.connection(), "SELECT 1"));
        RoundTrips.on(db.proxy()).exactly(3).run(() -> safe.run(t -> execute(t.connection(), "SELECT 1")));
    }

    @Test
    void aStatementGetsWhatIsLeftOfTheDeadline() throws SQLException {
        assertThatThrownBy(() -> Transactions.of(db.pool())
                        .deadline(Duration.ofMillis(300))
                        .run(t -> execute(t.connection(), "SELECT pg_sleep(60)")))
                .satisfies(e -> assertThat(SqlState.of(e)).isIn("57014", "25P04", "08006"));
        assertThat(Transactions.of(db.pool()).<List<String>, SQLException>call(t -> query(t.connection(), "SELECT 1")))
                .containsExactly("1");
    }

    @Test
    void aDeferrableReportRunsSerializableAndReadOnly() throws SQLException {
        assertThat(tx.deferrable()
                        .<List<String>, SQLException>call(t -> query(
                                t.connection(),
                                "SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')"
                                        + " || ' ' || current_setting('transaction_deferrable')")))
                .containsExactly("serializable on on");
    }
}

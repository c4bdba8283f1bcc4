package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the work throws, the next one to get the connection finds nothing of it. */
class CleanReuseIT {
    private static final String SETTINGS =
            "SELECT name || '=' || setting FROM pg_settings WHERE name IN ('statement_timeout',"
                    + " 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'transaction_isolation',"
                    + " 'transaction_read_only', 'transaction_deferrable') ORDER BY name";

    private final List<String> hooks = new ArrayList<>();
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** Ends by throwing. */
    @FunctionalInterface
    interface Thrower {
        void run() throws Throwable;
    }

    static Stream<Thrower> whatTheWorkThrows() {
        return Stream.of(
                () -> {
                    throw new Error();
                },
                () -> {
                    throw new OutOfMemoryError("of the work's own");
                },
                () -> {
                    throw new InterruptedException();
                },
                CleanReuseIT::withoutEnd,
                () -> {
                    throw new SQLException("of the work's own");
                });
    }

    private static int withoutEnd() {
        return 1 + withoutEnd();
    }

    @ParameterizedTest
    @MethodSource("whatTheWorkThrows")
    void nothingIsLeftOnTheConnection(Thrower thrower) throws SQLException {
        List<String> before = look();
        Transactions all = Transactions.on(db.pool())
                .timeouts(Timeouts.none()
                        .statement(Duration.ofSeconds(50))
                        .lock(Duration.ofSeconds(20))
                        .idle(Duration.ofSeconds(50))
                        .transaction(Duration.ofSeconds(60))
                        .commit(Duration.ofSeconds(5)))
                .build()
                .serializable()
                .tenant("acme");
        for (Transactions each : List.of(all, all.readOnly(), all.deferrable())) {
            Throwable[] thrown = new Throwable[1];
            Throwable caught = catchThrowable(() -> each.run(t -> {
                t.afterCommit("no", () -> hooks.add("committed"));
                t.afterRollback("yes", () -> hooks.add("rolled back"));
                assertThat(query(t.connection(), "SELECT current_setting('app.tenant')"))
                        .containsExactly("acme");
                if (each == all) {
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                }
                thrown[0] = catchThrowable(thrower::run);
                CleanReuseIT.<RuntimeException>sneak(thrown[0]);
            }));
            assertThat(caught).isSameAs(thrown[0]).isNotNull().hasNoSuppressedExceptions();
            assertThat(look()).isEqualTo(before);
            assertThat(Transactions.of(db.pool()).current()).isEmpty();
        }
        assertThat(hooks).containsExactly("rolled back", "rolled back", "rolled back");
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    /** Session, settings and tenant as the next user of the only connection sees them. */
    private List<String> look() throws SQLException {
        try (Connection next = db.pool().getConnection()) {
            List<String> seen = new ArrayList<>(query(next, SETTINGS));
            seen.addAll(query(next, "SELECT pg_backend_pid()"));
            seen.addAll(query(next, "SELECT coalesce(current_setting('app.tenant', true), '')"));
            seen.add(next.getAutoCommit() + " " + next.isReadOnly() + " " + next.getTransactionIsolation() + " "
                    + next.getNetworkTimeout());
            return seen;
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}

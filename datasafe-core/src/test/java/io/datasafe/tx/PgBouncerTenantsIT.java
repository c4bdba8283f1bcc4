package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.tenant.TenantFinding;
import io.datasafe.tenant.TenantPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants who take turns on one connection to the server, through PgBouncer in transaction mode. */
class PgBouncerTenantsIT {
    private static final String MINE = "SELECT id FROM orders ORDER BY id";
    private static final String BACKEND = "SELECT pg_backend_pid()";

    private BouncedDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = BouncedDatabase.open();
        tx = Transactions.of(db.pool());
    }

    @AfterEach
    void close() throws SQLException {
        if (db != null) {
            db.close();
        }
    }

    private List<String> as(String tenant, String sql) throws SQLException {
        return tx.tenant(tenant).call(t -> query(t.connection(), sql));
    }

    @Test
    void tenantsWhoTakeTurnsOnOneConnectionSeeAllOfTheirOwnAndNothingElse() throws SQLException {
        Set<String> backends = new HashSet<>();
        try (Connection other = db.connect("prepareThreshold=0")) {
            for (int turn = 0; turn < 50; turn++) {
                assertThat(as("a", MINE)).containsExactly("1", "2");
                assertThat(as("b", MINE)).containsExactly("3");
                assertThat(query(other, MINE)).as("no tenant").isEmpty();
                backends.addAll(as("a", BACKEND));
                backends.addAll(as("b", BACKEND));
                backends.addAll(query(other, BACKEND));
            }
        }
        assertThat(backends).hasSize(1);
    }

    @Test
    void threadsOfTwoTenantsNeverSeeAForeignRow() throws Exception {
        int threads = 4;
        int rounds = 100;
        Set<String> backends = new HashSet<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Set<String>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = 1_000 * (i + 1);
                String tenant = i % 2 == 0 ? "a" : "b";
                running.add(executor.submit(() -> insertAndLook(tenant, first, rounds)));
            }
            for (Future<Set<String>> each : running) {
                backends.addAll(each.get());
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(backends).hasSize(1);
        assertThat(as("a", "SELECT count(*) FROM orders")).containsExactly(String.valueOf(2 + 2 * rounds));
        assertThat(as("b", "SELECT count(*) FROM orders")).containsExactly(String.valueOf(1 + 2 * rounds));
    }

    private Set<String> insertAndLook(String tenant, int first, int rounds) throws SQLException {
        Set<String> backends = new HashSet<>();
        for (int id = first; id < first + rounds; id++) {
            String row = id + ", '" + tenant + "'";
            List<String> seen = tx.tenant(tenant).call(t -> {
                execute(t.connection(), "INSERT INTO orders VALUES (" + row + ")");
                backends.addAll(query(t.connection(), BACKEND));
                return query(t.connection(), "SELECT tenant_id FROM orders");
            });
            assertThat(seen).containsOnly(tenant).hasSizeGreaterThan(id - first);
        }
        return backends;
    }

    @Test
    void whoSetsNoTenantSeesAndWritesNothingOnTheConnectionThatATenantHad() throws SQLException {
        List<String> backend = as("a", BACKEND);
        tx.run(t -> {
            assertThat(query(t.connection(), BACKEND)).isEqualTo(backend);
            assertThat(query(t.connection(), "SELECT current_setting('app.tenant', true)"))
                    .containsExactly("");
            assertThat(query(t.connection(), MINE)).isEmpty();
        });
        assertThatThrownBy(() -> tx.run(t -> execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThatThrownBy(() -> as("a", "INSERT INTO orders VALUES (4, 'b') RETURNING id"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(db.rows()).containsExactly("1a", "2a", "3b");
    }

    /** Why the tenant is not set for the session: the contrast. */
    @Test
    void aTenantThatIsSetForTheSessionIsTheNextClientsToo() throws SQLException {
        try (Connection careless = db.connect("prepareThreshold=0");
                Connection victim = db.connect("prepareThreshold=0")) {
            execute(careless, "SET app.tenant = 'a'");
            assertThat(query(victim, MINE)).containsExactly("1", "2");
            // datasafe is not taken in by what it finds, and leaves it as it was.
            assertThat(as("b", MINE)).containsExactly("3");
            assertThat(query(victim, MINE)).containsExactly("1", "2");
        }
        assertThat(TenantPolicy.on("orders").verify(db.pool()))
                .extracting(TenantFinding::kind)
                .containsExactly(TenantFinding.Kind.TENANT_PRESET);
    }

    @Test
    void anIsolationLevelThatIsSetForTheSessionIsTheNextClientsToo() throws SQLException {
        try (Connection careless = db.connect("prepareThreshold=0");
                Connection victim = db.connect("prepareThreshold=0")) {
            as("a", "SELECT 1");
            tx.serializable().run(t -> query(t.connection(), MINE));
            assertThat(query(victim, "SHOW transaction_isolation")).containsExactly("read committed");
            careless.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(query(victim, "SHOW transaction_isolation")).containsExactly("serializable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT 1/0", "INSERT INTO orders VALUES (1, 'b')", "SELECT nonsense"})
    void aTransactionThatIsRolledBackLeavesNoTenant(String last) throws SQLException {
        List<String> backend = as("a", BACKEND);
        Throwable caught = catchThrowable(() -> tx.tenant("a").run(t -> {
            assertThat(query(t.connection(), MINE)).hasSize(2);
            execute(t.connection(), last);
            throw new IllegalStateException("enough");
        }));
        assertThat(caught).isNotNull();
        tx.run(t -> {
            assertThat(query(t.connection(), BACKEND)).isEqualTo(backend);
            assertThat(query(t.connection(), MINE)).isEmpty();
        });
    }

    @Test
    void aClientThatIsCutOffInTheMiddleLeavesNoTenant() throws SQLException {
        catchThrowable(() -> Transactions.on(db.pool())
                .retry(Retry.none())
                .build()
                .tenant("a")
                .run(t -> {
                    execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')");
                    db.front().resetAll();
                    query(t.connection(), MINE);
                }));
        assertThat(db.bouncer().awaitLog("client disconnect while server was not ready"))
                .isTrue();
        assertThat(tx.<List<String>, SQLException>call(t -> query(t.connection(), MINE)))
                .isEmpty();
        assertThat(db.rows()).containsExactly("1a", "2a", "3b");
    }
}

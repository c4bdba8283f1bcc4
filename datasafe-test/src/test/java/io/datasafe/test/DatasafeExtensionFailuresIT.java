package io.datasafe.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that break the rules, and looks at what JUnit reports. */
class DatasafeExtensionFailuresIT {
    private static final List<Connection> LEFT_OPEN = new ArrayList<>();
    private static final Map<String, EmbeddedCluster> CLUSTERS = new ConcurrentHashMap<>();
    private static final Map<String, TestExecutionResult> RESULTS = new LinkedHashMap<>();

    @BeforeAll
    static void runThem() {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(
                                Leaking.class,
                                LeakingUnchecked.class,
                                OwnCluster.class,
                                Sharing.class,
                                TooEarly.class,
                                NoReplica.class)
                        .map(type -> selectClass(type))
                        .toList())
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                RESULTS.put(test.getDisplayName().replaceAll("\\(.*", ""), result);
            }
        });
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection connection : LEFT_OPEN) {
            connection.close();
        }
    }

    @Test
    void failsATestThatLeavesATransactionOpen() {
        assertThat(failure("leavesATransactionOpen"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The test left connections to its database open")
                .hasMessageContaining("on primary, application \"PostgreSQL JDBC Driver\", idle in transaction")
                .hasMessageContaining("TRANSACTION OPEN, last statement: select 1")
                .hasMessageContaining("leakCheck(false)");
    }

    @Test
    void failsATestThatLeavesAnIdleConnectionOpen() {
        assertThat(failure("leavesAConnectionOpenThroughTheProxy"))
                .hasMessageContaining("idle, last statement: select 2")
                .hasMessageNotContaining("TRANSACTION OPEN");
    }

    @Test
    void takesNoConnectionThatAFaultHasBrokenForALeak() {
        assertSucceeded("leavesAServerHalfOpen");
    }

    @Test
    void leavesAFailureAlone() {
        assertThat(failure("failsAndLeavesAConnectionOpen"))
                .hasMessage("on purpose")
                .hasNoSuppressedExceptions();
    }

    @Test
    void checksNothingIfSwitchedOff() {
        assertSucceeded("leavesAConnectionOpenUnchecked");
    }

    @Test
    void dropsTheDatabaseAlsoOfATestThatLeaks() {
        assertSucceeded("findsNoOtherDatabase");
    }

    @Test
    void startsOneClusterForAllThatWantTheSame() {
        assertThat(CLUSTERS.get("shared")).isSameAs(CLUSTERS.get("leaking")).isNotSameAs(CLUSTERS.get("own"));
    }

    @Test
    void closesItsClustersAfterTheLastTest() {
        assertThat(CLUSTERS.values())
                .hasSize(3)
                .noneMatch(cluster -> cluster.primary().isRunning());
    }

    @Test
    void closesAClassesOwnClusterAfterTheClass() {
        assertSucceeded("runsAfterOwnCluster");
    }

    @Test
    void saysThatADatabaseIsForOneTest() {
        assertThat(failure("DatasafeExtensionFailuresIT$TooEarly"))
                .hasMessageContaining("A Database is made for each test")
                .hasMessageContaining("In a constructor or @BeforeAll ask for the EmbeddedCluster");
    }

    @Test
    void saysThatThereIsNoReplica() {
        assertThat(failure("asksForAReplica")).hasMessageContaining("start it with builder().replicas(n)");
    }

    @Test
    void rejectsBadConfigurationAtOnce() {
        DatasafeExtensionBuilder builder = DatasafeExtension.builder();
        assertThatThrownBy(() -> builder.replicas(10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.postgres(9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.setting("port", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSucceeded(String test) {
        assertThat(RESULTS.get(test).getThrowable()).isEmpty();
    }

    private static Throwable failure(String test) {
        assertThat(RESULTS).containsKey(test);
        return RESULTS.get(test).getThrowable().orElseThrow();
    }

    private static void query(Connection connection, String sql) throws SQLException {
        LEFT_OPEN.add(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ExtendWith(DatasafeExtension.class)
    static class Leaking {
        @Test
        void leavesATransactionOpen(DataSource dataSource, EmbeddedCluster cluster) throws SQLException {
            CLUSTERS.put("leaking", cluster);
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            query(connection, "select 1");
        }

        @Test
        void leavesAConnectionOpenThroughTheProxy(@ThroughProxy DataSource dataSource) throws SQLException {
            query(dataSource.getConnection(), "select 2");
        }

        @Test
        void leavesAServerHalfOpen(FaultProxy proxy, @ThroughProxy DataSource dataSource) throws SQLException {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            query(connection, "select 3");
            proxy.on(Trigger.commitSent()).cutClient();
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }

        @Test
        void failsAndLeavesAConnectionOpen(DataSource dataSource) throws SQLException {
            query(dataSource.getConnection(), "select 4");
            throw new IllegalStateException("on purpose");
        }
    }

    static class LeakingUnchecked {
        @RegisterExtension
        static final DatasafeExtension DB =
                DatasafeExtension.builder().leakCheck(false).build();

        @Test
        void leavesAConnectionOpenUnchecked(DataSource dataSource) throws SQLException {
            query(dataSource.getConnection(), "select 5");
        }
    }

    static class OwnCluster {
        @RegisterExtension
        static final DatasafeExtension DB =
                DatasafeExtension.builder().ownCluster().build();

        @Test
        void hasAClusterOfItsOwn(EmbeddedCluster cluster, Database database) {
            CLUSTERS.put("own", cluster);
            cluster.primary().kill();
            assertThat(database.name()).isNotEmpty();
        }
    }

    @ExtendWith(DatasafeExtension.class)
    static class Sharing {
        @Test
        void findsNoOtherDatabase(EmbeddedCluster cluster, Database database) throws SQLException {
            CLUSTERS.put("shared", cluster);
            try (Connection connection = cluster.primary().dataSource().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select string_agg(datname, ',') from pg_database where not datistemplate"
                                    + " and datname <> 'postgres'")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(database.name());
            }
        }

        @Test
        void runsAfterOwnCluster() {
            assertThat(CLUSTERS.get("own").primary().isRunning()).isFalse();
        }
    }

    @ExtendWith(DatasafeExtension.class)
    static class TooEarly {
        @BeforeAll
        static void fill(Database database) {}

        @Test
        void neverRuns() {}
    }

    @ExtendWith(DatasafeExtension.class)
    static class NoReplica {
        @Test
        void asksForAReplica(@OnReplica(1) DataSource replica, EmbeddedCluster cluster) {
            CLUSTERS.put("no replica", cluster);
        }
    }
}

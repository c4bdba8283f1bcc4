package io.datasafe.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatasafeExtensionIT {
    @RegisterExtension
    static final DatasafeExtension DB = DatasafeExtension.builder()
            .replicas(1)
            .setting("application_name", "fixture")
            .template(connection -> run(connection, "create table t as select 42 as answer"))
            .build();

    private static EmbeddedCluster shared;

    @BeforeAll
    static void takeTheCluster(EmbeddedCluster cluster) {
        shared = cluster;
    }

    @BeforeEach
    void seesTheSameDatabaseAsTheTest(Database database, DataSource dataSource) throws SQLException {
        assertThat(text(dataSource, "select current_database()")).isEqualTo(database.name());
    }

    @AfterEach
    void seesTheSameProxyAsTheTest(FaultProxy proxy) {
        assertThat(proxy.links()).isEmpty();
    }

    @RepeatedTest(2)
    void givesEachTestADatabaseFromTheTemplate(DataSource dataSource) throws SQLException {
        assertThat(text(dataSource, "select count(*) from t")).isEqualTo("1");
        try (Connection connection = dataSource.getConnection()) {
            run(connection, "insert into t values (43)");
        }
    }

    @Test
    void leadsThroughTheProxyIfAsked(FaultProxy proxy, DataSource direct, @ThroughProxy DataSource through)
            throws SQLException {
        assertThat(text(direct, "select answer from t")).isEqualTo("42");
        assertThat(proxy.traffic().roundTrips()).isZero();
        assertThat(text(through, "select answer from t")).isEqualTo("42");
        assertThat(proxy.traffic().roundTrips()).isEqualTo(1);
        proxy.resetAll();
    }

    @Test
    void leadsToTheReplicaIfAsked(@OnReplica DataSource replica) throws SQLException {
        assertThat(text(replica, "select answer from t")).isEqualTo("42");
        assertThat(text(replica, "select pg_is_in_recovery()")).isEqualTo("t");
    }

    @Test
    void givesTheClusterThatTheClassHas(EmbeddedCluster cluster) {
        assertThat(cluster).isSameAs(shared);
        assertThat(cluster.replicas()).hasSize(1);
    }

    @Test
    void asksForNothing() {
        assertThat(shared.primary().isRunning()).isTrue();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NodeIT {
    private static EmbeddedCluster cluster;
    private static PostgresNode primary;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.start();
        primary = cluster.primary();
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @Test
    void killLosesNothingThatIsCommittedAndBreaksConnections() throws SQLException {
        long pid = primary.pid();
        int port = primary.port();
        try (Database database = cluster.freshDatabase()) {
            try (Connection connection = database.dataSource().getConnection()) {
                Sql.run(connection, "create table t as select 42 as answer");
                List<ProcessHandle> all = tree(pid);
                primary.kill();
                assertThat(primary.isRunning()).isFalse();
                assertThat(all).noneMatch(ProcessHandle::isAlive);
                assertThatThrownBy(() -> Sql.text(connection, "select 1")).isInstanceOf(SQLException.class);
            }
            primary.start();
            assertThat(primary.port()).isEqualTo(port);
            assertThat(primary.pid()).isNotEqualTo(pid);
            assertThat(primary.log()).contains("was not properly shut down");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(Sql.text(connection, "select answer from t")).isEqualTo("42");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void freezeStopsEveryProcessAndThawLetsConnectionsGoOn() throws Exception {
        try (Connection connection = primary.dataSource().getConnection()) {
            String backend = Sql.text(connection, "select pg_backend_pid()");
            primary.freeze();
            assertThat(primary.isFrozen()).isTrue();
            assertThat(tree(primary.pid())).extracting(ProcessHandle::pid).contains(Long.valueOf(backend));
            assertThat(tree(primary.pid())).allMatch(each -> state(each) == 'T');
            assertThatThrownBy(primary::stop)
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("thaw() it first");
            primary.thaw();
            assertThat(primary.isFrozen()).isFalse();
            assertThat(Sql.text(connection, "select pg_backend_pid()")).isEqualTo(backend);
        }
    }

    @Test
    void restartKeepsPortAndData() throws SQLException {
        long pid = primary.pid();
        try (Database database = cluster.freshDatabase()) {
            try (Connection connection = database.dataSource().getConnection()) {
                Sql.run(connection, "create table t as select 42 as answer");
            }
            primary.restart();
            assertThat(primary.pid()).isNotEqualTo(pid);
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(Sql.text(connection, "select answer from t")).isEqualTo("42");
            }
        }
    }

    @Test
    void aStoppedNodeSaysWhatToDo() {
        primary.stop();
        assertThat(primary.isRunning()).isFalse();
        assertThat(primary).hasToString("primary (127.0.0.1:" + primary.port() + ", stopped)");
        assertThatThrownBy(primary::pid).isInstanceOf(ClusterException.class).hasMessageContaining("start() it first");
        assertThatThrownBy(cluster::freshDatabase)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("start() it first");
        primary.start();
        assertThatThrownBy(primary::start)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("stop() or kill() it first");
    }

    @Test
    void settingsThatMatterAreOn() throws SQLException {
        try (Connection connection = primary.dataSource().getConnection()) {
            assertThat(Sql.text(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(Sql.text(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.text(connection, "show unix_socket_directories")).isEmpty();
            assertThat(Sql.text(connection, "show max_connections")).isEqualTo("100");
            assertThat(Sql.text(connection, "show max_prepared_transactions")).isEqualTo("20");
            assertThat(Sql.text(connection, "show autovacuum")).isEqualTo("on");
            assertThat(Sql.text(connection, "select upper('ä')"))
                    .isEqualTo(cluster.version().major() < 17 ? "ä" : "Ä");
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(primary.jdbcUrl(), primary.user(), "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    private static List<ProcessHandle> tree(long pid) {
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static char state(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package io.datasafe.tx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.cluster.Replica;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster that a test may break, with a pool that finds its primary by itself. */
final class OwnCluster implements AutoCloseable {
    private final EmbeddedCluster cluster;
    private final FaultProxy proxy;
    private final HikariDataSource pool;

    private OwnCluster(int replicas) {
        this.cluster = EmbeddedCluster.builder()
                .replicas(replicas)
                .setting("wal_writer_delay", "10s") // so that only a commit writes WAL, and a crash loses the rest
                .setting("bgwriter_delay", "10s")
                .setting("autovacuum", "off")
                .start();
        this.proxy = FaultProxy.start(primary().host(), primary().port());
        HikariConfig config = new HikariConfig();
        String hosts = Stream.concat(
                        Stream.of(proxy.host() + ":" + proxy.port()),
                        cluster.replicas().stream().map(r -> r.host() + ":" + r.port()))
                .collect(Collectors.joining(","));
        config.setJdbcUrl("jdbc:postgresql://" + hosts + "/postgres?targetServerType=primary&hostRecheckSeconds=0");
        config.setUsername(primary().user());
        config.setPassword(primary().password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(1_000);
        this.pool = new HikariDataSource(config);
    }

    static OwnCluster start(int replicas) throws SQLException {
        OwnCluster own = new OwnCluster(replicas);
        own.execute("CREATE TABLE item (id int)");
        own.execute(OnceTable.ddl());
        return own;
    }

    PostgresNode primary() {
        return cluster.primary();
    }

    Replica replica() {
        return cluster.replica(0);
    }

    FaultProxy proxy() {
        return proxy;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** On the first primary, around the proxy. */
    void execute(String sql) throws SQLException {
        PooledDatabase.execute(primary().dataSource(), sql);
    }

    List<String> query(String sql) throws SQLException {
        return query(primary(), sql);
    }

    static List<String> query(PostgresNode node, String sql) throws SQLException {
        try (Connection connection = node.dataSource().getConnection()) {
            return PooledDatabase.query(connection, sql);
        }
    }

    /** Waits until the query gives a row, and returns its first column. */
    String await(String sql) throws SQLException {
        try (Connection connection = primary().dataSource().getConnection()) {
            while (true) {
                List<String> rows = PooledDatabase.query(connection, sql);
                if (!rows.isEmpty()) {
                    return rows.get(0);
                }
                if (Thread.interrupted()) {
                    throw new IllegalStateException("waited too long for a row of: " + sql);
                }
            }
        }
    }

    @Override
    public void close() {
        pool.close();
        proxy.close();
        cluster.close();
    }
}

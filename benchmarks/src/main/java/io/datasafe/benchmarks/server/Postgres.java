package io.datasafe.benchmarks.server;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.tx.Peers;
import io.datasafe.outbox.OutboxTable;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.tx.OnceTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A real PostgreSQL server behind HikariCP, as far away as asked, and one statement to run on it.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Postgres {
    /**
     * What the network adds to each round trip, in milliseconds. At {@code 0} there is no proxy in the way: loopback
     * alone.
     */
    @Param({"0", "0.5", "1"})
    public String delay;

    /** What each transaction runs: {@code select} is {@code select 1}, {@code insert} stores one row. */
    @Param({"select", "insert"})
    public String statement;

    private Lodging lodging;
    private FaultProxy proxy;
    private HikariDataSource pool;
    private Peers peers;
    private boolean writes;
    private long keys;

    /**
     * Opens the pool, and counts the round trips of the benchmark that is about to run.
     *
     * @param params which it is
     * @throws SQLException if the server refuses
     */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        writes = statement.equals("insert");
        lodging = Lodging.open();
        Server server = lodging.server();
        proxy = FaultProxy.start(server.host(), server.port());
        pool = lodging.pool(proxy.host(), proxy.port(), 1);
        peers = new Peers(pool);
        try (Connection connection = pool.getConnection();
                Statement create = connection.createStatement()) {
            create.execute("create table entry (id bigint generated always as identity primary key, note text)");
            create.execute(OnceTable.ddl());
            create.execute(OutboxTable.ddl());
        }
        TripCount.count(params, proxy, this);
        double millis = Double.parseDouble(delay);
        if (millis == 0) {
            pool.close();
            pool = lodging.pool(server.host(), server.port(), 1);
            peers = new Peers(pool);
        } else {
            proxy.delay(Duration.ofNanos((long) (millis * 1_000_000 / 2)));
        }
    }

    /** {@return the peers on the pool} */
    public Peers peers() {
        return peers;
    }

    /** {@return a key that was never asked for before in this trial} */
    public long freshKey() {
        return ++keys;
    }

    /**
     * Runs the statement.
     *
     * @param connection where
     * @return 1
     */
    public int work(Connection connection) {
        String sql = writes ? "insert into entry (note) values ('benchmark')" : "select 1";
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            if (writes) {
                return prepared.executeUpdate();
            }
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the benchmark's statement failed", e);
        }
    }

    /**
     * Closes pool and database.
     *
     * @throws SQLException if the server refuses
     */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        pool.close();
        proxy.close();
        lodging.close();
    }
}

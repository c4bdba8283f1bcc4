package io.datasafe.benchmarks.tx;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.server.Lodging;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A few accounts among which all threads move money, and the peers' ways to do it again.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class HotRows {
    private static final int BALANCE = 1_000_000;

    /**
     * How long each peer goes on: {@code defaults} as its library ships it, {@code within3s} as often as it takes for 3
     * seconds.
     */
    @Param({"defaults", "within3s"})
    public String retry;

    /** How many accounts there are: the fewer, the hotter. */
    @Param("8")
    public int rows;

    private Lodging lodging;
    private HikariDataSource pool;
    private Retriers retriers;

    /** Opens the pool, with a connection for each thread, and the accounts. */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        lodging = Lodging.open();
        pool = lodging.pool(lodging.server().host(), lodging.server().port(), params.getThreads());
        retriers = retry.equals("defaults") ? Retriers.ofDefaults(pool) : Retriers.within3Seconds(pool);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance bigint not null)");
            statement.execute("insert into account select i, " + BALANCE + " from generate_series(1, " + rows + ") i");
        }
    }

    /** {@return the peers} */
    public Retriers retriers() {
        return retriers;
    }

    /** {@return the number of an account, at random} */
    public int anyAccount() {
        return 1 + ThreadLocalRandom.current().nextInt(rows);
    }

    /** {@return the number of another account, at random} */
    public int anyAccountBut(int account) {
        return 1 + (account + ThreadLocalRandom.current().nextInt(rows - 1)) % rows;
    }

    /**
     * Reads both accounts and moves 1 from one to the other, as application code that must not lose an update. Rows are
     * written in the order of their ids: else most of the time would go into waiting for PostgreSQL's deadlock
     * detector, which takes a second to look.
     */
    public int transfer(Connection connection, int from, int to) throws SQLException {
        int low = Math.min(from, to);
        int high = Math.max(from, to);
        int amount = low == from ? 1 : -1;
        long first = balance(connection, low);
        long second = balance(connection, high);
        return store(connection, low, first - amount) + store(connection, high, second + amount);
    }

    private static long balance(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select balance from account where id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static int store(Connection connection, int id, long balance) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update account set balance = ? where id = ?")) {
            update.setLong(1, balance);
            update.setInt(2, id);
            return update.executeUpdate();
        }
    }

    /** Checks that no money was lost or made, and closes. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sum(balance) from account")) {
            row.next();
            if (row.getLong(1) != (long) BALANCE * rows) {
                throw new IllegalStateException("the accounts hold " + row.getLong(1) + " and held " + BALANCE * rows);
            }
        }
        pool.close();
        lodging.close();
    }
}

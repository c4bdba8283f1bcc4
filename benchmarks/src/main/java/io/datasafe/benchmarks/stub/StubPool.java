package io.datasafe.benchmarks.stub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.tx.Peers;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The peers on a stub: alone, where only the helper's own work is left, or behind HikariCP, as they are used.
 *
 * @since 0.1
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class StubPool {
    /** What stands between the helper and the stub: {@code none} or {@code hikari}. */
    @Param({"none", "hikari"})
    public String pool;

    private Peers peers;
    private AutoCloseable closing;

    /** Opens the data source. */
    @Setup(Level.Trial)
    public void open() {
        if (pool.equals("none")) {
            peers = new Peers(StubDataSource.ofOneConnection());
            closing = () -> {};
            return;
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(StubDataSource.ofNewConnections());
        config.setMaximumPoolSize(1);
        HikariDataSource hikari = new HikariDataSource(config);
        peers = new Peers(hikari);
        closing = hikari;
    }

    /** {@return the peers on the data source} */
    public Peers peers() {
        return peers;
    }

    /**
     * Closes the pool.
     *
     * @throws Exception if it cannot
     */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        closing.close();
    }
}

package io.datasafe.benchmarks.tree;

import io.datasafe.benchmarks.server.TripCount;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A filled database that benchmarks read from through one connection.
 *
 * @since 0.1
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public abstract class TreeState {
    private final Class<?> type;
    private Site site;
    private DSLContext dsl;

    /** Made by JMH, which makes a subclass: so the class says itself which it is. */
    TreeState(Class<?> type) {
        this.type = type;
    }

    /** What is read. */
    abstract Stock stock();

    /** How many nodes or keys a call reads. */
    int keys() {
        return 0;
    }

    /** How many levels of a tree a call reads. */
    int levels() {
        return 0;
    }

    /** What the network adds to each round trip, in milliseconds. */
    double delay() {
        return 0;
    }

    /** Reads what has to be known before. */
    void prepare() throws SQLException {
        // Most know their nodes already.
    }

    /**
     * Opens it, and counts the round trips of the benchmark that is about to run.
     *
     * @param params which it is
     * @throws SQLException if the server refuses
     */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        open();
        TripCount.count(params, site.proxy(), type, this, keys(), levels(), 2);
        site.moveAway(delay());
        dsl = site.dsl();
    }

    /** Opens it without counting anything. */
    void open() throws SQLException {
        site = new Site(stock());
        dsl = site.dsl();
        prepare();
    }

    /** {@return the connection} */
    public Connection connection() {
        return site.connection();
    }

    /** {@return jOOQ on the connection} */
    public DSLContext dsl() {
        return dsl;
    }

    /**
     * Closes.
     *
     * @throws SQLException if the server refuses
     */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        site.close();
    }
}

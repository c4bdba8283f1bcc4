package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.load.Shelves.Stock;
import io.datasafe.benchmarks.server.BufferCount;
import io.datasafe.benchmarks.server.TripCount;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Few authors with very many books each, on a real PostgreSQL server.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Prolific {
    /** How many books each author has. */
    @Param("5000")
    public int books;

    /** How many authors there are, and on the page. */
    @Param("50")
    public int writers;

    private Shelves shelves;
    private List<Author> page;

    /**
     * Counts the round trips of the benchmark that is about to run, and what the server looks at for it.
     *
     * @param params which it is
     * @throws SQLException if the server refuses
     */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        open();
        shelves.count(params, Prolific.class, this, writers, 2);
        BufferCount.count(desk().connection(), "book", TripCount.method(params, Prolific.class, this));
        shelves.moveAway(0);
    }

    /** Opens it without counting anything. */
    void open() throws SQLException {
        shelves = new Shelves(Stock.ofProlific(writers, books));
        page = LongStream.rangeClosed(1, writers)
                .mapToObj(author -> new Author(author, "author " + author, 1))
                .toList();
    }

    /** {@return what to read through} */
    public Desk desk() {
        return shelves.desk();
    }

    /** {@return all authors} */
    public List<Author> page() {
        return page;
    }

    /**
     * Closes.
     *
     * @throws SQLException if the server refuses
     */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        shelves.close();
    }
}

package io.datasafe.benchmarks.load;

import static io.datasafe.benchmarks.load.table.AuthorTable.AUTHOR;

import io.datasafe.benchmarks.load.Shelves.Stock;
import io.datasafe.benchmarks.load.table.AuthorRow;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Result;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Authors with ten books each on a real PostgreSQL server, as far away as asked, and a page of them that has been read
 * before.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class Library {
    private static final int CALLS = 20;
    private static final int FEWER_CALLS = 4;

    /**
     * What the network adds to each round trip, in milliseconds. At {@code 0} there is no proxy in the way: loopback
     * alone.
     */
    @Param({"0", "0.5"})
    public String delay;

    /** How many authors, or books, the page holds: each needs something that is loaded by a key. */
    @Param({"1", "100", "1000"})
    public int keys;

    /** How many authors there are. */
    @Param("200000")
    public int authors;

    private Shelves shelves;
    private List<Author> page;
    private List<Book> books;
    private Result<AuthorRow> rows;

    /**
     * Reads the page, and counts the round trips of the benchmark that is about to run.
     *
     * @param params which it is
     * @throws SQLException if the server refuses
     */
    @Setup(Level.Trial)
    public void open(BenchmarkParams params) throws SQLException {
        open();
        shelves.count(params, Library.class, this, keys, keys > 100 ? FEWER_CALLS : CALLS);
        shelves.moveAway(Double.parseDouble(delay));
        read();
    }

    /** Opens it without counting anything. */
    void open() throws SQLException {
        shelves = new Shelves(Stock.of(authors));
        read();
    }

    private void read() {
        rows = desk().dsl()
                .selectFrom(AUTHOR)
                .where(AUTHOR.ID.le((long) keys))
                .orderBy(AUTHOR.ID)
                .fetch();
        page = rows.map(Author::of);
        books = LongStream.rangeClosed(1, keys)
                .mapToObj(author -> new Book(author * 100 + 1, author, 2001, "title 1 of " + author))
                .toList();
    }

    /** {@return what to read through} */
    public Desk desk() {
        return shelves.desk();
    }

    /** {@return how many keys there are} */
    public int size() {
        return keys;
    }

    /** {@return as many authors as there are keys} */
    public List<Author> page() {
        return page;
    }

    /** {@return the same as records of jOOQ} */
    public Result<AuthorRow> rows() {
        return rows;
    }

    /** {@return a book of each of them} */
    public List<Book> books() {
        return books;
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

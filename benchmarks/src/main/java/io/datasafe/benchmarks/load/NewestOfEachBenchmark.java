package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first rows for each: the three newest of 5,000 books of each of 50 authors, with an index on author, year and id.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar NewestOfEachBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 15, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class NewestOfEachBenchmark {
    private static final int NEWEST = 3;
    private static final Comparator<Book> NEWEST_FIRST =
            Comparator.comparingInt(Book::year).thenComparingLong(Book::id).reversed();

    private static final String LATERAL =
            "select b.id, b.author_id, b.year, b.title from unnest(?) a (id) cross join lateral"
                    + " (select " + Book.COLUMNS
                    + " from book where author_id = a.id order by year desc, id desc limit " + NEWEST
                    + ") b";

    private static final String ROW_NUMBER = "select " + Book.COLUMNS + " from (select *, row_number() over"
            + " (partition by author_id order by year desc, id desc) n from book where author_id = any(?)) numbered"
            + " where n <= " + NEWEST + " order by n";

    /** The floor: LATERAL, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Prolific prolific) throws SQLException {
        return sum(prolific, send(prolific, LATERAL));
    }

    /** {@code row_number()}, as it is usually written. */
    @Benchmark
    @Trips(1)
    public long rowNumber(Prolific prolific) throws SQLException {
        return sum(prolific, send(prolific, ROW_NUMBER));
    }

    /** All books; three of them stay. */
    @Benchmark
    @Trips(1)
    public long loadAll(Prolific prolific) throws SQLException {
        Map<Long, List<Book>> books =
                ByHand.books(prolific.desk().connection(), ByHand.keys(prolific.page(), Author::id));
        books.replaceAll(
                (author, all) -> all.stream().sorted(NEWEST_FIRST).limit(NEWEST).toList());
        return sum(prolific, books);
    }

    /** {@code Many.orderBy(..).top(3)}. */
    @Benchmark
    @Trips(1)
    public long datasafeJooq(Prolific prolific) {
        try (LoadScope scope = JooqLoads.open(prolific.desk().dsl())) {
            Related<Author, List<Book>> newest = scope.related(prolific.page(), Author::id, JooqQueries.NEWEST_BOOKS);
            long sum = 0;
            for (Author author : prolific.page()) {
                sum += sum(newest.of(author));
            }
            return sum;
        }
    }

    private static Map<Long, List<Book>> send(Prolific prolific, String sql) throws SQLException {
        try (PreparedStatement select = prolific.desk().connection().prepareStatement(sql)) {
            select.setObject(1, ByHand.keys(prolific.page(), Author::id));
            return ByHand.byAuthor(select);
        }
    }

    private static long sum(Prolific prolific, Map<Long, List<Book>> books) {
        long sum = 0;
        for (Author author : prolific.page()) {
            sum += sum(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    private static long sum(List<Book> books) {
        long sum = 0;
        for (Book book : books) {
            sum = sum * 31 + book.id();
        }
        return sum;
    }
}

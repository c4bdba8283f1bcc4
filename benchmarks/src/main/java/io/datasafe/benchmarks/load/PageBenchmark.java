package io.datasafe.benchmarks.load;

import static io.datasafe.benchmarks.load.table.AuthorTable.AUTHOR;
import static io.datasafe.benchmarks.load.table.BookTable.BOOK;

import io.datasafe.benchmarks.load.hibernate.BookEntity;
import io.datasafe.benchmarks.load.hibernate.HibernateLibrary.Fetching;
import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A page of authors and the ten books of each: the page is read too, as an ORM needs it for what it loads lazily.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PageBenchmark -p keys=1000 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 15, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class PageBenchmark {
    /** The floor: the page, one {@code = any(?)}, and a map. */
    @Benchmark
    @Trips(2)
    public long bareJdbc(Library library) throws SQLException {
        Connection connection = library.desk().connection();
        List<Author> page = ByHand.page(connection, library.size());
        Map<Long, List<Book>> books = ByHand.books(connection, ByHand.keys(page, Author::id));
        long sum = 0;
        for (Author author : page) {
            sum += length(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    /** Authors and books in one query, nested by the server. */
    @Benchmark
    @Trips(1)
    public long multiset(Library library) {
        record Nested(Author author, List<Book> books) {}
        List<Nested> page = library.desk()
                .dsl()
                .select(
                        AUTHOR.ID,
                        AUTHOR.NAME,
                        AUTHOR.COUNTRY_ID,
                        DSL.multiset(DSL.selectFrom(BOOK).where(BOOK.AUTHOR_ID.eq(AUTHOR.ID)))
                                .convertFrom(rows -> rows.map(Book::of)))
                .from(AUTHOR)
                .where(AUTHOR.ID.le((long) library.size()))
                .orderBy(AUTHOR.ID)
                .fetch(row -> new Nested(Author.of(row), row.value4()));
        long sum = 0;
        for (Nested each : page) {
            sum += length(each.books());
        }
        return sum;
    }

    /** Collections that are lazy, with {@code hibernate.default_batch_fetch_size=1000}. */
    @Benchmark
    @Trips(value = 1, keysEach = 1000)
    public long hibernate(Library library) {
        return hibernate(library, Fetching.BATCHES);
    }

    /** {@code left join fetch}: authors and books in one query, each author as often as it has books. */
    @Benchmark
    @Trips(1)
    public long hibernateJoin(Library library) {
        return hibernate(library, Fetching.JOIN);
    }

    /** Collections that are lazy, fetched for all authors of the query by a subselect. */
    @Benchmark
    @Trips(2)
    public long hibernateSubselect(Library library) {
        return hibernate(library, Fetching.SUBSELECT);
    }

    /** Collections that are lazy, with {@code lazyLoadBatchSize(100)}. */
    @Benchmark
    @Trips(value = 1, keysEach = 100)
    public long ebean(Library library) {
        return ebean(library, false);
    }

    /** {@code FetchConfig.ofQuery(1000)}: a second query at once. */
    @Benchmark
    @Trips(value = 1, keysEach = 1000)
    public long ebeanFetchQuery(Library library) {
        return ebean(library, true);
    }

    private static long hibernate(Library library, Fetching fetching) {
        return library.desk().hibernate().sum(fetching, library.size(), author -> {
            long sum = 0;
            for (BookEntity book : author.getBooks()) {
                sum += book.getTitle().length();
            }
            return sum;
        });
    }

    private static long ebean(Library library, boolean eagerly) {
        return library.desk().ebean().sum(eagerly, library.size(), author -> {
            long sum = 0;
            for (io.datasafe.benchmarks.load.ebean.BookEntity book : author.getBooks()) {
                sum += book.getTitle().length();
            }
            return sum;
        });
    }

    /** {@code LoadScope} with a loader on JDBC. */
    @Benchmark
    @Trips(2)
    public long datasafe(Library library) throws SQLException {
        Connection connection = library.desk().connection();
        List<Author> page = ByHand.page(connection, library.size());
        try (LoadScope scope = LoadScope.open(connection)) {
            return sum(page, scope.related(page, Author::id, JdbcLoader.BOOKS));
        }
    }

    /** {@code Many.by(BOOK.AUTHOR_ID)}. */
    @Benchmark
    @Trips(2)
    public long datasafeJooq(Library library) {
        List<Author> page = JooqQueries.page(library.desk().dsl(), library.size());
        try (LoadScope scope = JooqLoads.open(library.desk().dsl())) {
            return sum(page, scope.related(page, Author::id, JooqQueries.MANY_BOOKS));
        }
    }

    private static long sum(List<Author> page, Related<Author, List<Book>> books) {
        long sum = 0;
        for (Author author : page) {
            sum += length(books.of(author));
        }
        return sum;
    }

    private static long length(List<Book> books) {
        long sum = 0;
        for (Book book : books) {
            sum += book.title().length();
        }
        return sum;
    }
}

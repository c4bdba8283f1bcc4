package io.datasafe.benchmarks.load;

import static io.datasafe.benchmarks.load.table.AuthorTable.AUTHOR;
import static io.datasafe.benchmarks.load.table.BookTable.BOOK;
import static org.jooq.impl.DSL.any;

import io.datasafe.benchmarks.load.table.BookRow;
import io.datasafe.benchmarks.load.table.Keys;
import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many rows for each: the ten books of each author of a page. The page has been read before.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar BooksOfEachBenchmark -p keys=100 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 15, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class BooksOfEachBenchmark {
    /** The floor: one {@code = any(?)}, and a map. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Library library) throws SQLException {
        Map<Long, List<Book>> books =
                ByHand.books(library.desk().connection(), ByHand.keys(library.page(), Author::id));
        long sum = 0;
        for (Author author : library.page()) {
            sum += length(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    /** The same, mapped by jOOQ. */
    @Benchmark
    @Trips(1)
    public long jooqByHand(Library library) {
        Map<Long, List<Book>> books =
                JooqQueries.books(library.desk().dsl(), JooqQueries.keys(library.page(), Author::id));
        long sum = 0;
        for (Author author : library.page()) {
            sum += length(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    /** A query in the loop. */
    @Benchmark
    @Trips(value = 0, keysEach = 1)
    public long jooqLoop(Library library) {
        long sum = 0;
        for (Author author : library.page()) {
            sum += length(library.desk()
                    .dsl()
                    .selectFrom(BOOK)
                    .where(BOOK.AUTHOR_ID.eq(author.id()))
                    .fetch(Book::of));
        }
        return sum;
    }

    /** Authors and books in one query, nested by the server; only the key of the author is read again. */
    @Benchmark
    @Trips(1)
    public long multiset(Library library) {
        Map<Long, List<Book>> books = library.desk()
                .dsl()
                .select(
                        AUTHOR.ID,
                        DSL.multiset(DSL.selectFrom(BOOK).where(BOOK.AUTHOR_ID.eq(AUTHOR.ID)))
                                .convertFrom(rows -> rows.map(Book::of)))
                .from(AUTHOR)
                .where(AUTHOR.ID.eq(any(JooqQueries.keys(library.page(), Author::id))))
                .fetchMap(row -> row.value1(), row -> row.value2());
        long sum = 0;
        for (Author author : library.page()) {
            sum += length(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    /** The children of jOOQ's records, which come as one flat result: grouped by hand. */
    @Benchmark
    @Trips(1)
    public long fetchChildren(Library library) {
        Result<BookRow> children = library.rows().fetchChildren(Keys.BOOK_AUTHOR);
        Map<Long, List<Book>> books = children.intoGroups(BOOK.AUTHOR_ID, Book::of);
        long sum = 0;
        for (Author author : library.page()) {
            sum += length(books.getOrDefault(author.id(), List.of()));
        }
        return sum;
    }

    /** A loader for this page, dispatched by hand where it must be; it sends what {@link #jooqByHand} sends. */
    @Benchmark
    @Trips(1)
    public long javaDataloader(Library library) {
        DataLoader<Long, List<Book>> loader =
                DataLoaderFactory.newMappedDataLoader(ids -> CompletableFuture.completedFuture(
                        JooqQueries.books(library.desk().dsl(), ids.toArray(Long[]::new))));
        List<CompletableFuture<List<Book>>> books =
                new ArrayList<>(library.page().size());
        for (Author author : library.page()) {
            books.add(loader.load(author.id()));
        }
        loader.dispatch().join();
        long sum = 0;
        for (CompletableFuture<List<Book>> each : books) {
            sum += length(each.join());
        }
        return sum;
    }

    /** The same over JDBC; it sends what {@link #bareJdbc} sends. */
    @Benchmark
    @Trips(1)
    public long javaDataloaderJdbc(Library library) {
        DataLoader<Long, List<Book>> loader = DataLoaderFactory.newMappedDataLoader(ids ->
                Futures.ask(() -> ByHand.books(library.desk().connection(), ByHand.keys(ids, Long::longValue))));
        List<CompletableFuture<List<Book>>> books =
                new ArrayList<>(library.page().size());
        for (Author author : library.page()) {
            books.add(loader.load(author.id()));
        }
        loader.dispatch().join();
        long sum = 0;
        for (CompletableFuture<List<Book>> each : books) {
            sum += length(each.join());
        }
        return sum;
    }

    /** {@code LoadScope} with a loader on JDBC, which sends what {@link #bareJdbc} sends. */
    @Benchmark
    @Trips(1)
    public long datasafe(Library library) {
        try (LoadScope scope = LoadScope.open(library.desk().connection())) {
            Related<Author, List<Book>> books = scope.related(library.page(), Author::id, JdbcLoader.BOOKS);
            long sum = 0;
            for (Author author : library.page()) {
                sum += length(books.of(author));
            }
            return sum;
        }
    }

    /** {@code Many.by(BOOK.AUTHOR_ID)}. */
    @Benchmark
    @Trips(1)
    public long datasafeJooq(Library library) {
        try (LoadScope scope = JooqLoads.open(library.desk().dsl())) {
            Related<Author, List<Book>> books = scope.related(library.page(), Author::id, JooqQueries.MANY_BOOKS);
            long sum = 0;
            for (Author author : library.page()) {
                sum += length(books.of(author));
            }
            return sum;
        }
    }

    private static long length(List<Book> books) {
        long sum = 0;
        for (Book book : books) {
            sum += book.title().length();
        }
        return sum;
    }
}

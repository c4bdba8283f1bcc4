package io.datasafe.benchmarks.load;

import static io.datasafe.benchmarks.load.table.AuthorTable.AUTHOR;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row for each: the author of each book of a page. The page has been read before.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar AuthorOfEachBenchmark -p keys=100 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 15, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class AuthorOfEachBenchmark {
    /** The floor: one {@code = any(?)}, and a map. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Library library) throws SQLException {
        Map<Long, Author> authors =
                ByHand.authors(library.desk().connection(), ByHand.keys(library.books(), Book::authorId));
        long sum = 0;
        for (Book book : library.books()) {
            sum += length(authors.get(book.authorId()));
        }
        return sum;
    }

    /** The same, mapped by jOOQ. */
    @Benchmark
    @Trips(1)
    public long jooqByHand(Library library) {
        Map<Long, Author> authors =
                JooqQueries.authors(library.desk().dsl(), JooqQueries.keys(library.books(), Book::authorId));
        long sum = 0;
        for (Book book : library.books()) {
            sum += length(authors.get(book.authorId()));
        }
        return sum;
    }

    /** A query in the loop. */
    @Benchmark
    @Trips(value = 0, keysEach = 1)
    public long jooqLoop(Library library) {
        long sum = 0;
        for (Book book : library.books()) {
            sum += length(library.desk()
                    .dsl()
                    .selectFrom(AUTHOR)
                    .where(AUTHOR.ID.eq(book.authorId()))
                    .fetchOne(Author::of));
        }
        return sum;
    }

    /** A loader for this page, dispatched by hand where it must be; it sends what {@link #jooqByHand} sends. */
    @Benchmark
    @Trips(1)
    public long javaDataloader(Library library) {
        DataLoader<Long, Author> loader =
                DataLoaderFactory.newMappedDataLoader(ids -> CompletableFuture.completedFuture(
                        JooqQueries.authors(library.desk().dsl(), ids.toArray(Long[]::new))));
        List<CompletableFuture<Author>> authors =
                new ArrayList<>(library.books().size());
        for (Book book : library.books()) {
            authors.add(loader.load(book.authorId()));
        }
        loader.dispatch().join();
        long sum = 0;
        for (CompletableFuture<Author> author : authors) {
            sum += length(author.join());
        }
        return sum;
    }

    /** The same over JDBC; it sends what {@link #bareJdbc} sends. */
    @Benchmark
    @Trips(1)
    public long javaDataloaderJdbc(Library library) {
        DataLoader<Long, Author> loader = DataLoaderFactory.newMappedDataLoader(ids ->
                Futures.ask(() -> ByHand.authors(library.desk().connection(), ByHand.keys(ids, Long::longValue))));
        List<CompletableFuture<Author>> authors =
                new ArrayList<>(library.books().size());
        for (Book book : library.books()) {
            authors.add(loader.load(book.authorId()));
        }
        loader.dispatch().join();
        long sum = 0;
        for (CompletableFuture<Author> author : authors) {
            sum += length(author.join());
        }
        return sum;
    }

    /** {@code LoadScope} with a loader on JDBC, which sends what {@link #bareJdbc} sends. */
    @Benchmark
    @Trips(1)
    public long datasafe(Library library) {
        try (LoadScope scope = LoadScope.open(library.desk().connection())) {
            Related<Book, @Nullable Author> author = scope.related(library.books(), Book::authorId, JdbcLoader.AUTHOR);
            long sum = 0;
            for (Book book : library.books()) {
                sum += length(author.of(book));
            }
            return sum;
        }
    }

    /** {@code One.by(AUTHOR.ID)}. */
    @Benchmark
    @Trips(1)
    public long datasafeJooq(Library library) {
        try (LoadScope scope = JooqLoads.open(library.desk().dsl())) {
            Related<Book, @Nullable Author> author =
                    scope.related(library.books(), Book::authorId, JooqQueries.ONE_AUTHOR);
            long sum = 0;
            for (Book book : library.books()) {
                sum += length(author.of(book));
            }
            return sum;
        }
    }

    private static int length(@Nullable Author author) {
        return Objects.requireNonNull(author).name().length();
    }
}

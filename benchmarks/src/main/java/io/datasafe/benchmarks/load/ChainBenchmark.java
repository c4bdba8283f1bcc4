package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * Two levels: the country of the author of each book of a page. All send the same two queries through the same JDBC
 * code.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ChainBenchmark -p keys=1000 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 15, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ChainBenchmark {
    /** The floor: a batch for each level, written by hand. */
    @Benchmark
    @Trips(2)
    public long bareJdbc(Library library) throws SQLException {
        Connection connection = library.desk().connection();
        Map<Long, Author> authors = ByHand.authors(connection, ByHand.keys(library.books(), Book::authorId));
        Set<Long> ids = new HashSet<>();
        authors.values().forEach(author -> ids.add(author.countryId()));
        Map<Long, String> countries = ByHand.countries(connection, ByHand.keys(ids, Long::longValue));
        long sum = 0;
        for (Book book : library.books()) {
            Author author = Objects.requireNonNull(authors.get(book.authorId()));
            sum += length(countries.get(author.countryId()));
        }
        return sum;
    }

    /** Chained futures, and a dispatch for each level in the right order. */
    @Benchmark
    @Trips(2)
    public long javaDataloader(Library library) {
        Connection connection = library.desk().connection();
        DataLoader<Long, Author> authors = DataLoaderFactory.newMappedDataLoader(ids ->
                Futures.ask(() -> ByHand.authors(connection, ByHand.keys(ids, Long::longValue))));
        DataLoader<Long, String> countries = DataLoaderFactory.newMappedDataLoader(ids ->
                Futures.ask(() -> ByHand.countries(connection, ByHand.keys(ids, Long::longValue))));
        List<CompletableFuture<String>> names = new ArrayList<>(library.books().size());
        for (Book book : library.books()) {
            names.add(authors.load(book.authorId()).thenCompose(author -> countries.load(author.countryId())));
        }
        authors.dispatch().join();
        countries.dispatch().join();
        long sum = 0;
        for (CompletableFuture<String> name : names) {
            sum += length(name.join());
        }
        return sum;
    }

    /** {@code related(..).then(..)}: a loop over peers. */
    @Benchmark
    @Trips(2)
    public long datasafe(Library library) {
        try (LoadScope scope = LoadScope.open(library.desk().connection())) {
            Related<Book, @Nullable String> country = scope.related(library.books(), Book::authorId, JdbcLoader.AUTHOR)
                    .then(Author::countryId, JdbcLoader.COUNTRY);
            long sum = 0;
            for (Book book : library.books()) {
                sum += length(country.of(book));
            }
            return sum;
        }
    }

    /**
     * {@code map(..)}: blocking code for one book, run for all. On virtual threads where the JVM has them, else on
     * platform threads.
     */
    @Benchmark
    @Trips(2)
    public long datasafeMap(Library library) {
        try (LoadScope scope = LoadScope.open(library.desk().connection())) {
            List<String> names = scope.map(library.books(), book -> {
                Author author =
                        Objects.requireNonNull(scope.<Long, @Nullable Author>get(JdbcLoader.AUTHOR, book.authorId()));
                return Objects.requireNonNull(
                        scope.<Long, @Nullable String>get(JdbcLoader.COUNTRY, author.countryId()));
            });
            long sum = 0;
            for (String name : names) {
                sum += length(name);
            }
            return sum;
        }
    }

    private static int length(@Nullable String name) {
        return Objects.requireNonNull(name).length();
    }
}

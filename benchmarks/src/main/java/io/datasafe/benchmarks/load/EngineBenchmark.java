package io.datasafe.benchmarks.load;

import io.datasafe.load.LoadScope;
import io.datasafe.load.Pending;
import io.datasafe.load.Related;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a loader costs by itself for each key: 1,000 keys, none of them twice, and a source that has all answers
 * already.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar EngineBenchmark -prof gc
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@OperationsPerInvocation(Answered.KEYS)
public class EngineBenchmark {
    /** By hand: distinct keys, the source's map, a look into it for each book. */
    @Benchmark
    public long hashMap(Answered source) {
        Set<Long> ids = new LinkedHashSet<>();
        for (Book book : source.books()) {
            ids.add(book.authorId());
        }
        Map<Long, Author> authors = source.load(ids);
        long sum = 0;
        for (Book book : source.books()) {
            sum += length(authors.get(book.authorId()));
        }
        return sum;
    }

    /** {@code load}, {@code dispatch}, {@code join}. */
    @Benchmark
    public long javaDataloader(Answered source) {
        DataLoader<Long, Author> loader =
                DataLoaderFactory.newMappedDataLoader(ids -> CompletableFuture.completedFuture(source.load(ids)));
        List<CompletableFuture<Author>> authors = new ArrayList<>(Answered.KEYS);
        for (Book book : source.books()) {
            authors.add(loader.load(book.authorId()));
        }
        loader.dispatch().join();
        long sum = 0;
        for (CompletableFuture<Author> author : authors) {
            sum += length(author.join());
        }
        return sum;
    }

    /** {@code LoadScope.related}: a loop over peers. */
    @Benchmark
    public long datasafe(Answered source) {
        try (LoadScope scope = LoadScope.open()) {
            Related<Book, @Nullable Author> author = scope.related(source.books(), Book::authorId, source.loader());
            long sum = 0;
            for (Book book : source.books()) {
                sum += length(author.of(book));
            }
            return sum;
        }
    }

    /** {@code LoadScope.load}: a handle for each key, as java-dataloader's futures. */
    @Benchmark
    public long datasafeLoad(Answered source) {
        try (LoadScope scope = LoadScope.open()) {
            List<Pending<@Nullable Author>> authors = new ArrayList<>(Answered.KEYS);
            for (Book book : source.books()) {
                authors.add(scope.load(source.loader(), book.authorId()));
            }
            long sum = 0;
            for (Pending<@Nullable Author> author : authors) {
                sum += length(author.get());
            }
            return sum;
        }
    }

    private static int length(@Nullable Author author) {
        return Objects.requireNonNull(author).name().length();
    }
}

package io.datasafe.benchmarks.load;

import io.datasafe.load.Loader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A source that has all answers already, so that what is measured is the loader.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
public class Answered {
    /** How many books there are, each of another author. */
    public static final int KEYS = 1_000;

    private final List<Book> books = LongStream.rangeClosed(1, KEYS)
            .mapToObj(author -> new Book(author * 100 + 1, author, 2001, "title 1 of " + author))
            .toList();

    private final Map<Long, Author> authors = new HashMap<>();
    private final Loader<Long, @Nullable Author> loader = loader(authors);

    /** Knows all authors. */
    public Answered() {
        books.forEach(book -> authors.put(book.authorId(), new Author(book.authorId(), "author", 1)));
    }

    /** {@return the books} */
    public List<Book> books() {
        return books;
    }

    /** {@return the source as a loader of datasafe} */
    public Loader<Long, @Nullable Author> loader() {
        return loader;
    }

    /**
     * Answers.
     *
     * @param ids the keys
     * @return the same map each time
     */
    public Map<Long, Author> load(Set<Long> ids) {
        return answer(ids, authors);
    }

    private static Loader<Long, @Nullable Author> loader(Map<Long, Author> authors) {
        return Loader.of("author", ids -> answer(ids, authors));
    }

    private static Map<Long, Author> answer(Set<Long> ids, Map<Long, Author> authors) {
        if (ids.size() != KEYS) {
            throw new IllegalStateException("asked for " + ids.size() + " keys");
        }
        return authors;
    }
}

package io.datasafe.benchmarks.load;

import static io.datasafe.benchmarks.load.table.AuthorTable.AUTHOR;
import static io.datasafe.benchmarks.load.table.BookTable.BOOK;
import static org.jooq.impl.DSL.any;

import io.datasafe.jooq.load.Many;
import io.datasafe.jooq.load.One;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The batches as one writes them by hand in jOOQ, and the loaders of datasafe that send the same. */
final class JooqQueries {
    static final One<Long, @Nullable Author> ONE_AUTHOR = One.by(AUTHOR.ID).map(Author::of);
    static final Many<Long, Book> MANY_BOOKS = Many.by(BOOK.AUTHOR_ID).map(Book::of);
    static final Many<Long, Book> NEWEST_BOOKS =
            MANY_BOOKS.orderBy(BOOK.YEAR.desc(), BOOK.ID.desc()).top(3);

    private JooqQueries() {}

    static <T> Long[] keys(Collection<T> rows, ToLongFunction<? super T> key) {
        Long[] keys = new Long[rows.size()];
        int i = 0;
        for (T row : rows) {
            keys[i++] = key.applyAsLong(row);
        }
        return keys;
    }

    /** The first authors: the page. */
    static List<Author> page(DSLContext dsl, int authors) {
        return dsl.selectFrom(AUTHOR)
                .where(AUTHOR.ID.le((long) authors))
                .orderBy(AUTHOR.ID)
                .fetch(Author::of);
    }

    static Map<Long, Author> authors(DSLContext dsl, Long[] ids) {
        Map<Long, Author> authors = new HashMap<>();
        for (Record row : dsl.selectFrom(AUTHOR).where(AUTHOR.ID.eq(any(ids))).fetch()) {
            Author author = Author.of(row);
            authors.put(author.id(), author);
        }
        return authors;
    }

    static Map<Long, List<Book>> books(DSLContext dsl, Long[] authors) {
        Map<Long, List<Book>> books = new HashMap<>();
        for (Record row :
                dsl.selectFrom(BOOK).where(BOOK.AUTHOR_ID.eq(any(authors))).fetch()) {
            Book book = Book.of(row);
            books.computeIfAbsent(book.authorId(), author -> new ArrayList<>()).add(book);
        }
        return books;
    }
}

package io.datasafe.benchmarks.load;

import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loaders of datasafe from SQL text, as users without jOOQ write them. */
final class JdbcLoader {
    static final Loader<Long, @Nullable Author> AUTHOR = Loaders.sql(
                    "author", "select " + Author.COLUMNS + " from author where id = any(?)", Long.class)
            .one(row -> Author.of(row));
    static final Loader<Long, @Nullable String> COUNTRY = Loaders.sql(
                    "country", "select id, name from country where id = any(?)", Long.class)
            .one(row -> row.getString(2));
    static final Loader<Long, List<Book>> BOOKS = Loaders.sql(
                    "books", "select " + Book.COLUMNS + " from book where author_id = any(?)", Long.class)
            .keyColumns("author_id")
            .many(row -> Book.of(row));

    private JdbcLoader() {}
}

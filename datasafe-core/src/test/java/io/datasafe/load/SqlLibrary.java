package io.datasafe.load;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.RoundTrips;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Books, their authors and the authors' countries, with the loaders that a service would have. */
final class SqlLibrary implements AutoCloseable {
    record Author(long id, String name, @Nullable Integer countryId) {
        static Author of(ResultSet row) throws SQLException {
            return new Author(row.getLong("id"), row.getString("name"), (Integer) row.getObject("country_id"));
        }
    }

    record Book(int id, long authorId, String title) {
        static Book of(ResultSet row) throws SQLException {
            return new Book(row.getInt("id"), row.getLong("author_id"), row.getString("title"));
        }
    }

    record Copy(int bookId, String shelf) {}

    static final Loader<Long, @Nullable Author> AUTHOR = Loaders.sql(
                    "author", "select id, name, country_id from author where id = any(?)", Long.class)
            .tables("author")
            .one(Author::of);
    static final Loader<Integer, @Nullable String> COUNTRY = Loaders.sql(
            "country", "select id, name from country where id = any(?)", Integer.class, row -> row.getString(2));
    static final Loader<Long, List<Book>> BOOKS = Loaders.sql(
                    "books", "select id, title, author_id from book where author_id = any(?) order by id", Long.class)
            .keyColumns("author_id")
            .tables("book")
            .many(Book::of);
    static final Loader<Long, Long> BOOK_COUNT = Loaders.sql(
                    "book count",
                    "select author_id, count(*) from book where author_id = any(?) group by author_id",
                    Long.class)
            .one(row -> row.getLong(2), 0L);
    static final Loader<Copy, @Nullable String> COPY_STATE = Loaders.sql(
                    "copy state",
                    "select book_id, shelf, state from copy join unnest(?, ?) as k (b, s) on book_id = b and shelf = s",
                    CompositeKey.of(Integer.class, Copy::bookId, String.class, Copy::shelf, Copy::new))
            .one(row -> row.getString("state"));
    static final Loader<Long, List<String>> FIRST_TWO = Loaders.sql(
                    "first two books",
                    "select k.id, b.title from unnest(?) as k (id) cross join lateral (select title from book"
                            + " where author_id = k.id order by id limit 2) b",
                    Long.class)
            .many(row -> row.getString(2));

    private final PooledDatabase database = PooledDatabase.open(1);

    /** So many books, each second one by an author of its own, two copies each. */
    SqlLibrary(int books) throws SQLException {
        database.execute("""
                CREATE TABLE country (id int PRIMARY KEY, name text NOT NULL);
                CREATE TABLE author (id bigint PRIMARY KEY, name text NOT NULL, country_id int REFERENCES country);
                CREATE TABLE book (id int PRIMARY KEY, author_id bigint NOT NULL REFERENCES author, title text NOT NULL);
                CREATE INDEX ON book (author_id, id);
                CREATE TABLE copy (book_id int, shelf text, state text, PRIMARY KEY (book_id, shelf));
                INSERT INTO country SELECT i, 'country ' || i FROM generate_series(0, 9) i;
                INSERT INTO author SELECT i, 'author ' || i, CASE WHEN i %% 5 < 4 THEN i %% 10 END FROM generate_series(0, %1$d / 2) i;
                INSERT INTO book SELECT i, i / 2, 'book ' || i FROM generate_series(0, %1$d - 1) i;
                INSERT INTO copy SELECT i / 2, 'shelf ' || i %% 2, 'state ' || i FROM generate_series(0, 2 * %1$d - 1) i;
                """.formatted(books));
    }

    PooledDatabase database() {
        return database;
    }

    static List<Book> page(Connection connection) throws SQLException {
        List<Book> books = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select * from book order by id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                books.add(Book.of(rows));
            }
        }
        return books;
    }

    /** Asserts how many statements an action on a connection sends, and in how many round trips: the same number. */
    void expect(int statements, Action action) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            // The pool may still be setting its connection up.
            connection.isValid(5);
            RoundTrips.on(database.proxy())
                    .exactly(statements)
                    .statements(statements)
                    .run(() -> {
                        try (LoadScope s = LoadScope.open(connection)) {
                            action.run(connection, s);
                        }
                    });
        }
    }

    /** What a test does. */
    @FunctionalInterface
    interface Action {
        void run(Connection connection, LoadScope s) throws SQLException;
    }

    @Override
    public void close() {
        database.close();
    }
}

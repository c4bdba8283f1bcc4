package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.load.CompositeKey;
import io.datasafe.load.LoadException;
import io.datasafe.load.LoadScope;
import io.datasafe.load.LoadStats;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.load.Pending;
import io.datasafe.load.Related;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code of docs/loaders.md. */
class LoadersIT {
    record Author(long id, String name, @Nullable Integer countryId) {
        static Author of(ResultSet row) throws SQLException {
            return new Author(row.getLong("id"), row.getString("name"), (Integer) row.getObject("country_id"));
        }
    }

    record Book(long id, long authorId, String title) {
        static Book of(ResultSet row) throws SQLException {
            return new Book(row.getLong("id"), row.getLong("author_id"), row.getString("title"));
        }
    }

    record CopyKey(Long bookId, String shelf) {}

    record Dto(String title, String author, long books) {}

    static final Loader<Long, @Nullable Author> AUTHOR = Loaders.sql(
                    "author", "select id, name, country_id from author where id = any(?)", Long.class)
            .tables("author")
            .one(Author::of);

    static final Loader<Integer, @Nullable String> COUNTRY = Loaders.sql(
            "country", "select id, name from country where id = any(?)", Integer.class, row -> row.getString("name"));

    static final Loader<Long, List<Book>> BOOKS = Loaders.sql(
                    "books",
                    "select id, author_id, title from book where author_id = any(?) order by title",
                    Long.class)
            .keyColumns("author_id")
            .tables("book")
            .many(Book::of);

    static final Loader<Long, Long> BOOK_COUNT = Loaders.sql(
                    "book count",
                    "select author_id, count(*) from book where author_id = any(?) group by author_id",
                    Long.class)
            .tables("book")
            .one(row -> row.getLong(2), 0L);

    static final Loader<Long, List<Book>> NEWEST =
            Loaders.sql("newest books", """
                    select b.* from unnest(?) as k (id)
                    cross join lateral (select * from book where author_id = k.id order by id desc limit 3) b
                    """, Long.class).keyColumns("author_id").many(Book::of);

    static final Loader<CopyKey, @Nullable String> COPY = Loaders.sql(
                    "copy",
                    "select book_id, shelf, state from copy join unnest(?, ?) as k (b, s) on book_id = b and shelf = s",
                    CompositeKey.of(Long.class, CopyKey::bookId, String.class, CopyKey::shelf, CopyKey::new))
            .one(row -> row.getString("state"));

    static final Loader<Currency, @Nullable Double> RATE = Loader.of("rate", currencies -> fetchRates(currencies));

    private static PooledDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = PooledDatabase.open(2);
        database.execute("""
                CREATE TABLE country (id int PRIMARY KEY, name text NOT NULL);
                CREATE TABLE author (id bigint PRIMARY KEY, name text NOT NULL, country_id int);
                CREATE TABLE book (id bigint PRIMARY KEY, author_id bigint NOT NULL, title text NOT NULL);
                CREATE TABLE copy (book_id bigint, shelf text, state text, PRIMARY KEY (book_id, shelf));
                INSERT INTO country VALUES (1, 'NZ'), (2, 'PE');
                INSERT INTO author VALUES (1, 'Ann', 1), (2, 'Bob', NULL);
                INSERT INTO book SELECT i, 1 + i % 2, 'book ' || i FROM generate_series(1, 9) i;
                INSERT INTO copy VALUES (1, 'A', 'new'), (1, 'B', 'worn');
                """);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aLoop() throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            List<Book> books = books(connection);
            List<String> printed = new ArrayList<>();

            try (LoadScope s = LoadScope.open(connection)) {
                Related<Book, Author> author = s.related(books, Book::authorId, AUTHOR);
                Related<Book, String> country = author.then(Author::countryId, COUNTRY);
                Related<Book, String> copy = s.related(books, b -> new CopyKey(b.id(), "A"), COPY);
                for (Book book : books) {
                    printed.add(book.title() + ", " + author.of(book).name() + ", "
                            + country.optional(book).orElse("-") + ", " + copy.of(book));
                }
                assertThat(s.stats().queries()).isEqualTo(3);
            }
            assertThat(printed).contains("book 1, Bob, -, new", "book 2, Ann, NZ, null");
        }
    }

    @Test
    void aMap() throws SQLException {
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            List<Book> books = books(connection);
            List<Dto> page = s.map(books, book -> {
                Author author = s.get(AUTHOR, book.authorId());
                return new Dto(book.title(), author.name(), s.get(BOOK_COUNT, author.id()));
            });
            assertThat(page).contains(new Dto("book 1", "Bob", 5));
            assertThat(s.stats()).isEqualTo(new LoadStats(2, 4, 0, 0, 0));
            assertThat(s.get(NEWEST, 1L)).extracting(Book::id).containsExactly(8L, 6L, 4L);
        }
    }

    @Test
    void handles() throws SQLException {
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            Pending<Author> ann = s.load(AUTHOR, 1L);
            Pending<Author> bob = s.load(AUTHOR, 2L);
            assertThat(ann.get().name() + bob.get().name()).isEqualTo("AnnBob");
            assertThat(s.get(BOOKS, 3L)).isEmpty();
            assertThat(s.get(RATE, Currency.getInstance("EUR"))).isEqualTo(1.1);
            assertThat(s.stats().queries()).isEqualTo(3);
        }
    }

    @Test
    void aTransaction() throws SQLException {
        Transactions.of(database.pool()).run(t -> {
            try (LoadScope s = LoadScope.open(t)) {
                Author before = s.get(AUTHOR, 1L);
                try (Statement statement = t.connection().createStatement()) {
                    statement.executeUpdate("update author set name = 'Anna' where id = 1");
                }
                s.forget("author");
                assertThat(before.name() + s.get(AUTHOR, 1L).name()).isEqualTo("AnnAnna");
                try (Statement statement = t.connection().createStatement()) {
                    statement.executeUpdate("update author set name = 'Ann' where id = 1");
                }
            }
        });
    }

    @Test
    void paranoid() throws SQLException {
        Transactions.of(database.pool()).run(t -> {
            try (LoadScope s = LoadScope.on(t).paranoid().open()) {
                s.get(AUTHOR, 2L);
                try (Statement statement = t.connection().createStatement()) {
                    statement.executeUpdate("update author set name = 'Bo' where id = 2");
                }
                String message = "";
                try {
                    s.get(AUTHOR, 2L);
                } catch (LoadException e) {
                    message = e.getMessage();
                }
                assertThat(message)
                        .contains("'author'")
                        .contains("java.lang.Long")
                        .doesNotContain("Bo");
            }
            try (Statement statement = t.connection().createStatement()) {
                statement.executeUpdate("update author set name = 'Bob' where id = 2");
            }
        });
    }

    private static List<Book> books(Connection connection) throws SQLException {
        List<Book> books = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, author_id, title from book")) {
            while (rows.next()) {
                books.add(Book.of(rows));
            }
        }
        return books;
    }

    private static Map<Currency, Double> fetchRates(Set<Currency> currencies) {
        Map<Currency, Double> rates = new HashMap<>();
        currencies.forEach(currency -> rates.put(currency, 1.1));
        return rates;
    }
}

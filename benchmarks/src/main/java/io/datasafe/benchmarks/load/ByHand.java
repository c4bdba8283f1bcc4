package io.datasafe.benchmarks.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The batches as one writes them by hand in JDBC: the floor. */
final class ByHand {
    private ByHand() {}

    static <T> long[] keys(Collection<T> rows, ToLongFunction<? super T> key) {
        long[] keys = new long[rows.size()];
        int i = 0;
        for (T row : rows) {
            keys[i++] = key.applyAsLong(row);
        }
        return keys;
    }

    /** The first authors: the page. */
    static List<Author> page(Connection connection, int authors) throws SQLException {
        List<Author> page = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select " + Author.COLUMNS + " from author where id <= ? order by id")) {
            select.setLong(1, authors);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(Author.of(row));
                }
            }
        }
        return page;
    }

    static Map<Long, Author> authors(Connection connection, long[] ids) throws SQLException {
        Map<Long, Author> authors = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select " + Author.COLUMNS + " from author where id = any(?)")) {
            select.setObject(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Author author = Author.of(row);
                    authors.put(author.id(), author);
                }
            }
        }
        return authors;
    }

    static Map<Long, String> countries(Connection connection, long[] ids) throws SQLException {
        Map<Long, String> countries = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select id, name from country where id = any(?)")) {
            select.setObject(1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    countries.put(row.getLong(1), row.getString(2));
                }
            }
        }
        return countries;
    }

    static Map<Long, List<Book>> books(Connection connection, long[] authors) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + Book.COLUMNS + " from book where author_id = any(?)")) {
            select.setObject(1, authors);
            return byAuthor(select);
        }
    }

    static Map<Long, List<Book>> byAuthor(PreparedStatement select) throws SQLException {
        Map<Long, List<Book>> books = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Book book = Book.of(row);
                books.computeIfAbsent(book.authorId(), author -> new ArrayList<>())
                        .add(book);
            }
        }
        return books;
    }
}

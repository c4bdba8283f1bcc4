package io.datasafe.usage;

import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.Watch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** An application as there are many: plain JDBC, a method for each query. Book n has the author 100 + n, who lives in the country 1000 + n. */
final class BookShop {
    record Book(long id, long authorId) {}

    record Author(String name, long countryId) {}

    private final DataSource dataSource;

    BookShop(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static BookShop on(PooledDatabase database, int books) throws SQLException {
        database.execute("create table country (id bigint primary key, name text not null);"
                + "create table author (id bigint primary key, name text not null, country_id bigint not null);"
                + "create table book (id bigint primary key, title text not null, author_id bigint not null);"
                + "create table sale (id bigint generated always as identity, book_id bigint not null, sold int)");
        BookShop shop = new BookShop(Watch.watched(database.pool()));
        seed(database, books);
        return shop;
    }

    static void seed(PooledDatabase database, int books) throws SQLException {
        database.execute("truncate country, author, book, sale;"
                + "insert into country select 1000 + n, 'country ' || n from generate_series(1, " + books + ") n;"
                + "insert into author select 100 + n, 'author ' || n, 1000 + n from generate_series(1, " + books
                + ") n;"
                + "insert into book select n, 'title ' || n, 100 + n from generate_series(1, " + books + ") n;"
                + "insert into sale (book_id, sold) select n, n from generate_series(1, " + books
                + ") n, generate_series(1, 2)");
    }

    DataSource dataSource() {
        return dataSource;
    }

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    List<Book> books() throws SQLException {
        List<Book> books = new ArrayList<>();
        try (Connection connection = connection();
                PreparedStatement query =
                        connection.prepareStatement("select id, title, author_id from book order by id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                books.add(new Book(rows.getLong(1), rows.getInt("author_id")));
            }
        }
        return books;
    }

    Author author(long id) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement query =
                        connection.prepareStatement("select name, country_id from author where id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Author(row.getString("name"), row.getLong("country_id")) : null;
            }
        }
    }

    String country(long id) throws SQLException {
        return text("select name from country where id = ?", id);
    }

    /** The first column of the first row, whatever the query. */
    String text(String sql, Object... binds) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                query.setObject(i + 1, binds[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    int rows(String sql, Object... binds) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                query.setObject(i + 1, binds[i]);
            }
            int count = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }

    int update(String sql, Object... binds) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                update.setObject(i + 1, binds[i]);
            }
            return update.executeUpdate();
        }
    }
}

package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.load.table.BookTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Record;

/**
 * What an author has written.
 *
 * @param id the key
 * @param authorId who wrote it
 * @param year when it appeared
 * @param title what it is called
 */
public record Book(long id, long authorId, int year, String title) {
    /** The columns. */
    static final String COLUMNS = "id, author_id, year, title";

    static Book of(ResultSet row) throws SQLException {
        return new Book(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4));
    }

    static Book of(Record row) {
        return new Book(
                row.get(BookTable.BOOK.ID),
                row.get(BookTable.BOOK.AUTHOR_ID),
                row.get(BookTable.BOOK.YEAR),
                row.get(BookTable.BOOK.TITLE));
    }
}

package io.datasafe.benchmarks.load;

import io.datasafe.benchmarks.load.table.AuthorTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Record;

/**
 * Who has written books.
 *
 * @param id the key
 * @param name what the author is called
 * @param countryId where the author comes from
 */
public record Author(long id, String name, long countryId) {
    /** The columns. */
    static final String COLUMNS = "id, name, country_id";

    static Author of(ResultSet row) throws SQLException {
        return new Author(row.getLong(1), row.getString(2), row.getLong(3));
    }

    static Author of(Record row) {
        return new Author(
                row.get(AuthorTable.AUTHOR.ID),
                row.get(AuthorTable.AUTHOR.NAME),
                row.get(AuthorTable.AUTHOR.COUNTRY_ID));
    }
}

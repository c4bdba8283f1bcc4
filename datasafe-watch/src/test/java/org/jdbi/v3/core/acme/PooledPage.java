package org.jdbi.v3.core.acme;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A page of an application whose package lies inside that of a library. Three places read one author each. */
public final class PooledPage {
    private final DataSource dataSource;

    /**
     * A page.
     *
     * @param dataSource where it reads
     */
    public PooledPage(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reads all its parts.
     *
     * @throws SQLException if one cannot be read
     */
    public void show() throws SQLException {
        header();
        body();
        footer();
    }

    private void header() throws SQLException {
        author(101);
    }

    private void body() throws SQLException {
        author(102);
    }

    private void footer() throws SQLException {
        author(103);
    }

    private void author(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("select name from author where id = ?")) {
            query.setLong(1, id);
            query.executeQuery().close();
        }
    }
}

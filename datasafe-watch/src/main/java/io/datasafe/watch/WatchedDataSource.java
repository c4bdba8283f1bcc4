package io.datasafe.watch;

import io.datasafe.internal.jdbc.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections are watched. */
final class WatchedDataSource extends DelegatingDataSource {
    private final StatementSource source;

    WatchedDataSource(DataSource dataSource, StatementSource source) {
        super(dataSource);
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.watched(pool().getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.watched(pool().getConnection(user, password));
    }
}

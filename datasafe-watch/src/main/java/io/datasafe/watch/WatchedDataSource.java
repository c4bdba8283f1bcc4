package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections are watched. */
final class WatchedDataSource extends ForwardingDataSource {
    private final StatementSource source;

    WatchedDataSource(DataSource dataSource, StatementSource source) {
        super(dataSource);
        this.source = source;
    }

    @Override
    protected Connection wrap(Connection connection) throws SQLException {
        return source.watched(connection);
    }
}

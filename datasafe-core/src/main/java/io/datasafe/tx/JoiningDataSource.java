package io.datasafe.tx;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Gives the connection of the thread's transaction to code that knows nothing of it, and the pool's where there is none. */
final class JoiningDataSource extends DelegatingDataSource {
    JoiningDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        TxScope open = TxScope.current(pool());
        return open == null ? pool().getConnection() : open.joinedConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        TxScope open = TxScope.current(pool());
        return open == null ? pool().getConnection(user, password) : open.joinedConnection();
    }
}

package io.datasafe.benchmarks.stub;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source without a database. For one thread, unless a pool stands before it.
 *
 * @since 0.1
 */
public final class StubDataSource implements DataSource {
    private static final int ONE = 1;

    private final @Nullable StubConnection only;

    private StubDataSource(@Nullable StubConnection only) {
        this.only = only;
    }

    /** {@return a data source that lends the same connection again and again, as a pool of one would, at no cost} */
    public static StubDataSource ofOneConnection() {
        return ofOneConnection(ONE, ONE);
    }

    /**
     * The same, with results of another size.
     *
     * @param rows how many rows each result has
     * @param columns how many columns of numbers each row has
     * @return the data source
     */
    public static StubDataSource ofOneConnection(int rows, int columns) {
        return new StubDataSource(new StubConnection(rows, columns));
    }

    /** {@return a data source that makes a connection for each call, to be put behind a pool} */
    public static StubDataSource ofNewConnections() {
        return new StubDataSource(null);
    }

    @Override
    public Connection getConnection() {
        StubConnection connection = only;
        if (connection == null) {
            return new StubConnection(ONE, ONE);
        }
        connection.open();
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the stub logs nothing");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("the stub wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

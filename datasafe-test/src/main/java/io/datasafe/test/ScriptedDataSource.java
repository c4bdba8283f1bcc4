package io.datasafe.test;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections come from functions: the first connection from the first function, the second from
 * the second, and all further ones from the last. So a test can give the code under test a broken connection first and
 * a healthy one afterwards:
 *
 * <pre>{@code
 * DataSource recovering = ScriptedDataSource.of(() -> dead, pool::getConnection);
 * }</pre>
 *
 * <p>It does not unwrap, and supports neither a user and password nor a log writer or a login timeout. Thread-safe, if
 * its functions are.
 *
 * @since 0.1
 */
public final class ScriptedDataSource implements DataSource {
    /**
     * Supplies a connection.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface ConnectionSupplier {
        /**
         * Supplies a connection.
         *
         * @return the connection
         * @throws SQLException if the test wants the request for a connection to fail
         */
        Connection get() throws SQLException;
    }

    private final List<ConnectionSupplier> suppliers;
    private final AtomicInteger requests = new AtomicInteger();

    private ScriptedDataSource(List<ConnectionSupplier> suppliers) {
        this.suppliers = suppliers;
    }

    /**
     * Creates a data source. Opens no connection.
     *
     * @param first supplies the first connection, and all others if there is no further function
     * @param next supply the second connection, the third and so on; the last of them supplies all further ones
     * @return the data source
     */
    public static ScriptedDataSource of(ConnectionSupplier first, ConnectionSupplier... next) {
        List<ConnectionSupplier> suppliers = new ArrayList<>(List.of(first));
        suppliers.addAll(List.of(next));
        return new ScriptedDataSource(List.copyOf(suppliers));
    }

    /**
     * Creates the simplest pool: one connection that every caller gets, and that nobody resets. {@code close()} on it
     * does nothing, and {@code unwrap} returns the given connection.
     *
     * @param connection the connection; the caller closes it
     * @return the data source
     */
    public static ScriptedDataSource reusing(Connection connection) {
        return of(() -> (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> null;
                    case "unwrap" -> connection;
                    default -> {
                        try {
                            yield method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw Objects.requireNonNull(e.getCause());
                        }
                    }
                }));
    }

    /** {@return how many connections were requested so far, including requests that failed} */
    public int requests() {
        return requests.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        int request = requests.getAndIncrement();
        return suppliers.get(Math.min(request, suppliers.size() - 1)).get();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("ScriptedDataSource supports no user and password");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("ScriptedDataSource does not unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
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
        throw new SQLFeatureNotSupportedException("ScriptedDataSource has no logger");
    }
}

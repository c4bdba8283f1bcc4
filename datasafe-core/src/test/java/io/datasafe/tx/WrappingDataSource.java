package io.datasafe.tx;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What bad wrappers do to the real connections behind them. */
public record WrappingDataSource(DataSource behind, Mischief mischief) implements DataSource {
    /** Is asked after the real method was called. */
    @FunctionalInterface
    interface Mischief {
        void after(String method) throws Throwable;
    }

    /** Connections that refuse to unwrap, so nobody reaches the driver behind them. */
    public static WrappingDataSource hiding(DataSource behind) {
        return new WrappingDataSource(behind, method -> {});
    }

    /** Connections whose method does its work and then throws. */
    static WrappingDataSource failing(DataSource behind, String method, Throwable thrown) {
        return new WrappingDataSource(behind, called -> {
            if (called.equals(method)) {
                throw thrown;
            }
        });
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = behind.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("unwrap")) {
                        mischief.after("unwrap");
                        throw new SQLException("this wrapper does not unwrap");
                    }
                    try {
                        Object result = method.invoke(connection, args);
                        mischief.after(method.getName());
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this wrapper does not unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return behind.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        behind.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        behind.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return behind.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return behind.getParentLogger();
    }
}

package io.datasafe.tx;

import io.datasafe.test.ScriptedDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes data sources that wrap the connections of another one badly. */
public final class WrappingDataSource {
    /** Is called after each real method, with its name. */
    @FunctionalInterface
    interface Mischief {
        void after(String method) throws Throwable;
    }

    private WrappingDataSource() {}

    /** Connections that refuse to unwrap, which hides the driver. */
    public static DataSource hiding(DataSource behind) {
        return mischievous(behind, method -> {});
    }

    /** Connections whose method does its work and then throws. */
    static DataSource failing(DataSource behind, String method, Throwable thrown) {
        return mischievous(behind, called -> {
            if (called.equals(method)) {
                throw thrown;
            }
        });
    }

    /** Connections that refuse to unwrap, and do mischief after each method. */
    static DataSource mischievous(DataSource behind, Mischief mischief) {
        return ScriptedDataSource.of(() -> wrapped(behind.getConnection(), mischief));
    }

    private static Connection wrapped(Connection connection, Mischief mischief) {
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
}

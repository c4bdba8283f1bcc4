package io.datasafe.tx;

import io.datasafe.test.ScriptedDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The real server under the version number of an older one: what is newer must not be asked of it. */
final class OlderServer {
    private OlderServer() {}

    static DataSource on(DataSource behind, int majorVersion) {
        ScriptedDataSource.ConnectionSupplier source = () -> under(behind.getConnection(), majorVersion);
        return ScriptedDataSource.of(source);
    }

    private static Connection under(Connection connection, int majorVersion) {
        return proxy(
                Connection.class,
                connection,
                "getMetaData",
                () -> proxy(
                        DatabaseMetaData.class,
                        connection.getMetaData(),
                        "getDatabaseMajorVersion",
                        () -> majorVersion));
    }

    @FunctionalInterface
    private interface Answer {
        Object get() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T behind, String method, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return answer.get();
            }
            try {
                return called.invoke(behind, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}

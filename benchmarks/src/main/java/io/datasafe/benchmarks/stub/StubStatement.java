package io.datasafe.benchmarks.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import org.jspecify.annotations.Nullable;

/** A statement whose result has one row with one number in it. Its calls cost what a dynamic proxy costs, for all peers alike. */
final class StubStatement {
    private final ResultSetMetaData columns =
            stub(ResultSetMetaData.class, (self, method, arguments) -> switch (method.getName()) {
                case "getColumnCount" -> 1;
                case "getColumnLabel", "getColumnName" -> "id";
                default -> object(self, method, arguments);
            });
    private final ResultSet rows = stub(ResultSet.class, this::rows);
    private final PreparedStatement statement = stub(PreparedStatement.class, this::statement);
    private boolean read;

    PreparedStatement prepared() {
        return statement;
    }

    private @Nullable Object statement(Object self, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "executeQuery" -> {
                read = false;
                return rows;
            }
            case "setLong", "close" -> {
                return null;
            }
            default -> {
                return object(self, method, arguments);
            }
        }
    }

    private @Nullable Object rows(Object self, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "next" -> {
                boolean first = !read;
                read = true;
                return first;
            }
            case "getLong" -> {
                return 1L;
            }
            case "wasNull" -> {
                return false;
            }
            case "close" -> {
                return null;
            }
            case "getMetaData" -> {
                return columns;
            }
            default -> {
                return object(self, method, arguments);
            }
        }
    }

    private static Object object(Object self, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> arguments != null && self == arguments[0];
            case "toString" -> "stub";
            default -> throw new UnsupportedOperationException("the stub does not expect " + method.getName());
        };
    }

    private static <T> T stub(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}

package io.datasafe.tx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement of the driver whose executions are watched. */
record GuardedStatement(Statement statement, Connection connection, StatementGuard watch) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return args != null && proxy == args[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "getConnection" -> {
                return connection;
            }
            case "unwrap", "isWrapperFor" -> {
                return unwrapped(method, args);
            }
            default -> {
                return method.getName().startsWith("execute") ? execute(method, args) : invoke(method, args);
            }
        }
    }

    private @Nullable Object execute(Method method, Object @Nullable [] args) throws Throwable {
        String sql = args != null && args.length > 0 && args[0] instanceof String text ? text : null;
        watch.beforeExecution(statement, sql);
        Object result = invoke(method, args);
        watch.afterExecution();
        return result;
    }

    /** The statement beneath may be of the type itself. */
    private @Nullable Object unwrapped(Method method, Object @Nullable [] args) throws Throwable {
        boolean is = args != null && args[0] instanceof Class<?> type && type.isInstance(statement);
        if (!is) {
            return invoke(method, args);
        }
        return method.getName().equals("unwrap") ? statement : (Object) true;
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(statement, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

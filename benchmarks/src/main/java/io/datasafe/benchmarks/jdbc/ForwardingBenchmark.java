package io.datasafe.benchmarks.jdbc;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.ForwardingPreparedStatement;
import io.datasafe.internal.jdbc.ForwardingResultSet;
import io.datasafe.internal.jdbc.StatementHooks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a JDBC call costs more if it is forwarded: to an object that does nothing, by a generated class, and by a
 * {@link Proxy}, as transactions forwarded before.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ForwardingBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class ForwardingBenchmark {
    /** Who forwards: {@code none}, the {@code generated} classes, or a {@code proxy}. */
    @Param({"none", "generated", "proxy"})
    public String by;

    private PreparedStatement statement;
    private ResultSet result;
    private int index;

    /** Makes the objects that are called. */
    @Setup
    public void open() {
        NoConnection connection = new NoConnection();
        PreparedStatement bareStatement = new NoStatement(connection);
        ResultSet bareResult = new NoResult(connection);
        switch (by) {
            case "generated" -> {
                statement = new ForwardingPreparedStatement(bareStatement, connection, connection.hooks);
                result = new ForwardingResultSet(bareResult, connection, statement);
            }
            case "proxy" -> {
                statement = proxy(PreparedStatement.class, bareStatement);
                result = proxy(ResultSet.class, bareResult);
            }
            default -> {
                statement = bareStatement;
                result = bareResult;
            }
        }
    }

    private static <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** {@code ResultSet.getLong}. */
    @Benchmark
    public long getLong() throws SQLException {
        return result.getLong(++index);
    }

    /** {@code ResultSet.getObject}, of a value that leads to no connection. */
    @Benchmark
    public @Nullable Object getObject() throws SQLException {
        return result.getObject(++index);
    }

    /** {@code PreparedStatement.setLong}. */
    @Benchmark
    public void setLong() throws SQLException {
        statement.setLong(++index, index);
    }

    /** {@code PreparedStatement.executeUpdate}. */
    @Benchmark
    public int executeUpdate() throws SQLException {
        return statement.executeUpdate();
    }

    /** Connects to nothing, and follows nothing. */
    private static final class NoConnection extends ForwardingConnection {
        private final StatementHooks hooks = new StatementHooks() {};

        @SuppressWarnings("NullAway") // Nothing is forwarded.
        NoConnection() {
            super((Connection) null);
        }

        @Override
        protected StatementHooks statementHooks(@Nullable String sql) {
            return hooks;
        }
    }

    /** Does nothing. */
    private static final class NoStatement extends ForwardingPreparedStatement {
        private long sum;

        @SuppressWarnings("NullAway") // Nothing is forwarded.
        NoStatement(NoConnection connection) {
            super(null, connection, connection.hooks);
        }

        @Override
        public void setLong(int parameter, long value) {
            sum += value;
        }

        @Override
        public int executeUpdate() {
            return (int) ++sum;
        }
    }

    /** Holds nothing. */
    private static final class NoResult extends ForwardingResultSet {
        @SuppressWarnings("NullAway") // Nothing is forwarded.
        NoResult(NoConnection connection) {
            super(null, connection, null);
        }

        @Override
        public long getLong(int column) {
            return column;
        }

        @Override
        public Object getObject(int column) {
            return (column & 1) == 0 ? "text" : Boolean.TRUE;
        }
    }
}

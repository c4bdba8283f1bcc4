package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.ForwardingPreparedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The origin of watched statements: a data source, under the name that findings show. {@link Watch#watched(DataSource)}
 * creates one per data source. Use this class directly if you intercept statements in another way, such as with a
 * framework's listener.
 *
 * <p>Nothing is watched twice: an object that is already watched, by any source, is returned unchanged. Immutable,
 * thread-safe.
 *
 * @since 0.1
 */
public final class StatementSource {
    private static volatile boolean made;

    private final String name;

    private StatementSource(String name) {
        this.name = name;
    }

    /**
     * Creates a source.
     *
     * @param name the name in findings; may be empty
     * @return a source that differs from all others, even from those of the same name
     */
    public static StatementSource named(String name) {
        StatementSource source = new StatementSource(Objects.requireNonNull(name, "name"));
        made = true;
        return source;
    }

    /** True if any source was created in this JVM. */
    static boolean isAnyMade() {
        return made;
    }

    /** {@return the name in findings; may be empty} */
    public String name() {
        return name;
    }

    String label(StatementShape text) {
        return name.isEmpty() ? text.shape() : text.shape() + " [" + name + "]";
    }

    /**
     * Watches the statements that are sent through a data source. Sends nothing.
     *
     * @param dataSource the data source; the returned view does not close it
     * @return a view of the data source; {@code unwrap} reaches every layer below
     */
    public DataSource watched(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return dataSource instanceof WatchedDataSource ? dataSource : new WatchedDataSource(dataSource, this);
    }

    /**
     * Watches the statements that are sent through a connection. Sends nothing.
     *
     * @param connection the connection
     * @return a view of the connection: closing it closes the connection, and {@code unwrap} reaches every layer below
     * @throws SQLException if {@code isWrapperFor} of the connection fails
     */
    public Connection watched(Connection connection) throws SQLException {
        return connection.isWrapperFor(WatchedConnection.class) ? connection : new WatchedConnection(connection, this);
    }

    /**
     * Watches the executions of a prepared statement. Sends nothing.
     *
     * @param statement the statement, before any value is bound
     * @param sql the text that it was prepared from
     * @return a view of the statement: closing it closes the statement, and {@code unwrap} reaches every layer below
     * @throws SQLException if {@code isWrapperFor} or {@code getConnection} of the statement fails
     */
    public PreparedStatement watched(PreparedStatement statement, String sql) throws SQLException {
        if (statement.isWrapperFor(StatementWatch.class)) {
            return statement;
        }
        Connection connection = statement.getConnection();
        ForwardingConnection watched =
                connection instanceof WatchedConnection known ? known : new WatchedConnection(connection, this);
        return new ForwardingPreparedStatement(statement, watched, new StatementWatch(this, sql));
    }

    @Override
    public String toString() {
        return "StatementSource[" + name + "]";
    }
}

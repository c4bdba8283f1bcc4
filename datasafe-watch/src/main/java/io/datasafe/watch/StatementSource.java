package io.datasafe.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Where watched statements are sent: a data source, as the findings tell it from others. {@link Watch#watched(DataSource)} makes one for each data
 * source; this class is for what gets at statements in another way, such as a listener of a framework.
 *
 * <p>Nothing is watched twice: what is watched already, by whichever source, is handed back as it is. Immutable, thread-safe.
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
     * Makes a source.
     *
     * @param name its name in findings; may be empty
     * @return a source that differs from all others, also of the same name
     */
    public static StatementSource named(String name) {
        StatementSource source = new StatementSource(Objects.requireNonNull(name, "name"));
        made = true;
        return source;
    }

    /** Whether anything can be seen at all in this JVM. */
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
     * Watches what is sent through a data source.
     *
     * @param dataSource the data source, which stays open when the watched one is dropped
     * @return a view of it; {@code unwrap} reaches every layer beneath
     */
    public DataSource watched(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return dataSource instanceof WatchedDataSource ? dataSource : new WatchedDataSource(dataSource, this);
    }

    /**
     * Watches what is sent through a connection.
     *
     * @param connection the connection
     * @return a view of it: closing it closes the connection, {@code unwrap} reaches every layer beneath
     * @throws SQLException if the connection cannot tell what it is
     */
    public Connection watched(Connection connection) throws SQLException {
        return connection.isWrapperFor(WatchedConnection.class) ? connection : new WatchedConnection(connection, this);
    }

    /**
     * Watches what is sent through a prepared statement.
     *
     * @param statement the statement, without values so far
     * @param sql what it was prepared from
     * @return a view of it: closing it closes the statement, {@code unwrap} reaches every layer beneath
     * @throws SQLException if the statement cannot tell what it is
     */
    public PreparedStatement watched(PreparedStatement statement, String sql) throws SQLException {
        if (statement.isWrapperFor(WatchedPreparedStatement.class)) {
            return statement;
        }
        StatementWatch watch = new StatementWatch(this, statement.getConnection(), sql, ArrayLengths.NONE);
        return new WatchedPreparedStatement(statement, watch);
    }

    @Override
    public String toString() {
        return "StatementSource[" + name + "]";
    }
}

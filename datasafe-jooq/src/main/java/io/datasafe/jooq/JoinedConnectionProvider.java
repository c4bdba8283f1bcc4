package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/**
 * Lends the connection of the thread's transaction, or outside of one a connection of its own, which commits by itself.
 */
final class JoinedConnectionProvider implements ConnectionProvider {
    private final Transactions transactions;

    /** Those lent out that came without autocommit and go back so. */
    private final Set<Connection> switched =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    JoinedConnectionProvider(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Connection acquire() {
        Optional<Tx> current = transactions.current();
        return current.isPresent() ? current.get().connection() : own();
    }

    @Override
    public void release(Connection connection) {
        Optional<Tx> current = transactions.current();
        if (current.isPresent() && current.get().connection() == connection) {
            return;
        }
        try (connection) {
            if (switched.remove(connection)) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw new DataAccessException("the connection could not be given back", e);
        }
    }

    private Connection own() {
        Connection connection;
        try {
            connection = transactions.dataSource().getConnection();
        } catch (SQLException e) {
            throw new DataAccessException("no connection from the data source", e);
        }
        try {
            // Without autocommit the pool would roll the statement back when it gets the connection back.
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
                switched.add(connection);
            }
            return connection;
        } catch (SQLException e) {
            DataAccessException failure = new DataAccessException("the connection refused autocommit", e);
            release(connection);
            throw failure;
        }
    }
}

package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/** Lends the connection of the thread's transaction, or outside of one a connection of its own, which commits by itself. */
record JoinedConnectionProvider(Transactions transactions) implements ConnectionProvider {
    @Override
    public Connection acquire() {
        Optional<Tx> current = transactions.current();
        if (current.isPresent()) {
            return current.get().connection();
        }
        try {
            return transactions.dataSource().getConnection();
        } catch (SQLException e) {
            throw new DataAccessException("no connection from the data source", e);
        }
    }

    @Override
    public void release(Connection connection) {
        Optional<Tx> current = transactions.current();
        if (current.isPresent() && current.get().connection() == connection) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DataAccessException("the connection could not be given back", e);
        }
    }
}

package io.datasafe.jooq;

import io.datasafe.tx.Tx;
import java.sql.Connection;
import org.jooq.ConnectionProvider;

/** Lends the connection of one transaction for as long as that is open. */
record TiedConnectionProvider(Tx tx) implements ConnectionProvider {
    @Override
    public Connection acquire() {
        return tx.connection();
    }

    @Override
    public void release(Connection connection) {
        // The transaction gives its connection back itself.
    }
}

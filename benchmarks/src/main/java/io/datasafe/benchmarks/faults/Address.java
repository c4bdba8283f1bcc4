package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What clients know of a server: a name that leads to another one after a failover. */
final class Address extends AbstractDataSource {
    private volatile DataSource server;

    Address(DataSource server) {
        this.server = server;
    }

    void leadTo(DataSource other) {
        server = other;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return server.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return server.getConnection(username, password);
    }
}

package io.datasafe.benchmarks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What clients know of a server: a name that leads to another one after a failover, and nowhere in between. */
final class Address extends AbstractDataSource implements AutoCloseable {
    /** Bound, so that nobody else gets its port, and not listening: clients are refused. */
    private final Socket nowhere = new Socket();

    private volatile DataSource server;

    Address(DataSource server) {
        this.server = server;
        try {
            nowhere.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void leadTo(DataSource other) {
        server = other;
    }

    void leadNowhere() {
        PGSimpleDataSource refusing = new PGSimpleDataSource();
        refusing.setServerNames(new String[] {InetAddress.getLoopbackAddress().getHostAddress()});
        refusing.setPortNumbers(new int[] {nowhere.getLocalPort()});
        refusing.setUser(Schema.ROLE);
        server = refusing;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return server.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return server.getConnection(username, password);
    }

    @Override
    public void close() {
        try {
            nowhere.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

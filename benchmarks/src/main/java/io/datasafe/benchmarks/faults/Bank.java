package io.datasafe.benchmarks.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A contender's own database, and the way to it: a pool, and a network that can break. */
final class Bank implements AutoCloseable {
    /** What a server that comes back has to come back within. */
    static final long PATIENCE_SECONDS = 30;

    private final Entrant entrant;
    private final Database database;
    private final String password;
    private final Address address;
    private final HikariDataSource pool;
    private final Contender contender;
    private PostgresNode server;
    private FaultProxy proxy;

    private Bank(Entrant entrant, Database database, PostgresNode server, String password, int clients) {
        this.entrant = entrant;
        this.database = database;
        this.server = server;
        this.password = password;
        this.proxy = FaultProxy.start(server.host(), server.port());
        this.address = new Address(way());
        HikariConfig config = new HikariConfig();
        config.setPoolName(entrant.name());
        config.setDataSource(address);
        // One more than the clients need, for the pool replaces lost connections in its own time.
        config.setMaximumPoolSize(clients + 1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        this.pool = new HikariDataSource(config);
        this.contender = entrant.on(pool);
    }

    static Bank open(Entrant entrant, DatabaseTemplate template, PostgresNode server, String password, int clients) {
        return new Bank(entrant, template.freshDatabase(), server, password, clients);
    }

    Entrant entrant() {
        return entrant;
    }

    Contender contender() {
        return contender;
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** {@return the superuser's way to the database, past the proxy} */
    DataSource vault() {
        return database.dataSource(server);
    }

    Books books() throws SQLException {
        return Books.read(vault());
    }

    /** The server is gone: nobody gets through, and who waits for an answer waits in vain. */
    void isolate() {
        proxy.refuse();
        proxy.cutAll();
    }

    /** Another server has taken the place of the old one, and is found at the same address. */
    void moveTo(PostgresNode other) {
        proxy.close();
        server = other;
        proxy = FaultProxy.start(other.host(), other.port());
        address.leadTo(way());
    }

    private DataSource way() {
        return proxy.dataSource(database.name(), Schema.ROLE, password);
    }

    @Override
    public void close() {
        pool.close();
        // Ends too what the pool was about to open.
        proxy.close();
    }
}

package io.datasafe.benchmarks.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A contender's own database, and the way to it: a pool, and a network that can break. */
final class Bank implements AutoCloseable {
    /** How long a pool waits for a server that is not there. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Entrant entrant;
    private final Database database;
    private final String password;
    private final Address address;
    private final HikariDataSource pool;
    private final Contender contender;
    private PostgresNode server;
    private FaultProxy proxy;

    private Bank(
            Entrant entrant, Database database, PostgresNode server, String password, int clients, Duration patience) {
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
        config.setConnectionTimeout(patience.toMillis());
        this.pool = new HikariDataSource(config);
        this.contender = entrant.on(pool);
    }

    /** Opens the bank of each contender, on a server that has none yet. */
    static List<Bank> openAll(EmbeddedCluster cluster, int clients, Duration patience) throws SQLException {
        PostgresNode server = cluster.primary();
        String password = Schema.createRole(server.dataSource());
        DatabaseTemplate template =
                cluster.template(connection -> Schema.create(connection, clients * Plan.ACCOUNTS_OF_A_WORKER));
        List<Bank> banks = new ArrayList<>();
        for (Entrant entrant : Entrant.values()) {
            banks.add(new Bank(entrant, template.freshDatabase(), server, password, clients, patience));
        }
        return banks;
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

    /** The server is gone: nobody gets through, and who waits for an answer waits in vain. */
    void isolate() {
        address.leadNowhere();
        // Who is cut off first must not find another connection that still works, nor one that is just being made.
        proxy.pause();
        proxy.cutAll();
    }

    /** The server is back. */
    void reconnect() {
        proxy.resume();
        address.leadTo(way());
    }

    /** Another server has taken the place of the old one, and is found at the same address. */
    void moveTo(PostgresNode other) {
        proxy.close();
        server = other;
        proxy = FaultProxy.start(other.host(), other.port());
        address.leadTo(way());
    }

    /** {@return the contender's way to the server, without a pool} */
    DataSource way() {
        return proxy.dataSource(database.name(), Schema.ROLE, password);
    }

    @Override
    public void close() {
        pool.close();
        address.close();
        // Ends too what the pool was about to open.
        proxy.close();
    }
}

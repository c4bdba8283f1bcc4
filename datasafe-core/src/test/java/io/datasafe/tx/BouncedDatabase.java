package io.datasafe.tx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.tenant.TenantDatabase;
import io.datasafe.tenant.TenantPolicy;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Pool -> proxy -> PgBouncer -> proxy -> a tenants' database under policies; in it tenant "a" has the rows 1 and 2, and "b" has 3. */
final class BouncedDatabase implements AutoCloseable {
    private final TenantDatabase database;
    private final FaultProxy back;
    private final PgBouncer bouncer;
    private final FaultProxy front;
    private final HikariDataSource pool;

    private BouncedDatabase(String... settings) throws SQLException {
        PgBouncer.assumeInstalled();
        PostgresNode server = PooledDatabase.cluster().primary();
        database = TenantDatabase.open();
        database.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'a'), (3, 'b')");
        database.protect(TenantPolicy.on("orders"));
        back = FaultProxy.start(server.host(), server.port());
        bouncer = PgBouncer.start(back.host(), back.port(), database.service(), TenantDatabase.PASSWORD, settings);
        front = FaultProxy.start(bouncer.host(), bouncer.port());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url("prepareThreshold=0"));
        config.setUsername(database.service());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        pool = new HikariDataSource(config);
    }

    /** Through PgBouncer with one connection to the server, unless the settings say otherwise. */
    static BouncedDatabase open(String... settings) throws SQLException {
        return new BouncedDatabase(settings);
    }

    TenantDatabase database() {
        return database;
    }

    /** Between the pool and PgBouncer. */
    FaultProxy front() {
        return front;
    }

    PgBouncer bouncer() {
        return bouncer;
    }

    /** Between PgBouncer and the server. */
    FaultProxy back() {
        return back;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Another client of PgBouncer than the pool's. */
    Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(url(parameters), database.service(), TenantDatabase.PASSWORD);
    }

    private String url(String parameters) {
        return "jdbc:postgresql://" + front.host() + ":" + front.port() + "/" + database.name() + "?" + parameters;
    }

    /** The rows of all tenants. */
    List<String> rows() throws SQLException {
        return database.query("SELECT id || tenant_id FROM orders ORDER BY id");
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        front.close();
        bouncer.close();
        back.close();
        database.close();
    }
}

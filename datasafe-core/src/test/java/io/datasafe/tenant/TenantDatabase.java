package io.datasafe.tenant;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A fresh database with a table that tenants share, and a service's role that neither owns it nor is a superuser. */
public final class TenantDatabase implements AutoCloseable {
    public static final String PASSWORD = "tenant";

    private final EmbeddedCluster cluster = PooledDatabase.cluster();
    private final Database database = cluster.freshDatabase();
    private final List<String> roles = new ArrayList<>();
    private final String service;

    private TenantDatabase() throws SQLException {
        service = role("app", "LOGIN PASSWORD '" + PASSWORD + "'");
        execute("CREATE TABLE orders (id int PRIMARY KEY, tenant_id text NOT NULL, note text)");
        execute("CREATE INDEX ON orders (tenant_id)");
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO " + service);
    }

    public static TenantDatabase open() throws SQLException {
        return new TenantDatabase();
    }

    /** Creates a role of this test: roles belong to all databases of the cluster. */
    public String role(String name, String options) throws SQLException {
        String role = name + "_" + database.name();
        execute("CREATE ROLE " + role + " " + options);
        roles.add(role);
        return role;
    }

    public String name() {
        return database.name();
    }

    public String url() {
        return database.jdbcUrl();
    }

    public String service() {
        return service;
    }

    /** A connection of the service's role. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), service, PASSWORD);
    }

    /** As the superuser, to whom no policy applies. */
    public DataSource superuser() {
        return database.dataSource();
    }

    public void execute(String sql) throws SQLException {
        PooledDatabase.execute(superuser(), sql);
    }

    public List<String> query(String sql) throws SQLException {
        try (Connection connection = superuser().getConnection()) {
            return PooledDatabase.query(connection, sql);
        }
    }

    /** Runs a policy's statements in one transaction, as a migration does. */
    public void protect(TenantPolicy policy) throws SQLException {
        execute("BEGIN; " + String.join("; ", policy.ddl()) + "; COMMIT");
    }

    /** Runs a query of the service in a transaction of a tenant, by hand. */
    public List<String> as(String tenant, String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            PooledDatabase.execute(connection, "SELECT set_config('app.tenant', '" + tenant + "', true)");
            List<String> rows = PooledDatabase.query(connection, sql);
            connection.commit();
            return rows;
        }
    }

    /** The same for a statement without rows. */
    public void writeAs(String tenant, String sql) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            PooledDatabase.execute(connection, "SELECT set_config('app.tenant', '" + tenant + "', true)");
            PooledDatabase.execute(connection, sql);
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
        for (String role : roles) {
            PooledDatabase.execute(cluster.primary().dataSource(), "DROP ROLE " + role);
        }
    }
}

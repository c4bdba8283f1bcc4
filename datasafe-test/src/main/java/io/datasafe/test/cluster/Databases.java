package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Creates the databases and templates of a cluster. */
final class Databases {
    private final AtomicInteger count = new AtomicInteger();
    private final Supplier<PostgresNode> writer;

    Databases(Supplier<PostgresNode> writer) {
        this.writer = writer;
    }

    Database create(String template) {
        PostgresNode node = writer.get();
        String name = "test_" + count.incrementAndGet();
        Sql.with(node, "creating a database", connection -> {
            create(connection, name, template);
            return name;
        });
        return new Database(name, node, writer);
    }

    DatabaseTemplate template(DatabaseTemplate.Setup setup) {
        PostgresNode node = writer.get();
        String name = "template_" + count.incrementAndGet();
        return Sql.with(node, "creating a template", admin -> {
            create(admin, name, "template0");
            try (Connection connection = node.dataSource(name).getConnection()) {
                setup.fill(connection);
            } catch (SQLException | RuntimeException e) {
                Sql.run(admin, "drop database " + name + " with (force)");
                throw e;
            }
            // PostgreSQL cannot clone a database that has connections.
            Sql.run(admin, "alter database " + name + " with is_template true allow_connections false");
            return new DatabaseTemplate(name, this);
        });
    }

    private static void create(Connection connection, String name, String template) throws SQLException {
        // The default strategy writes each page of the template to the log, and each replica receives it; this one does
        // not.
        Sql.run(connection, "create database " + name + " template " + template + " strategy file_copy");
    }
}

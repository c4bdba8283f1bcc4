package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database that is filled once and cloned for each test.
 *
 * <p>Thread-safe. The template itself accepts no connections.
 *
 * @since 0.1
 */
public final class DatabaseTemplate {
    private final String name;
    private final Databases databases;

    DatabaseTemplate(String name, Databases databases) {
        this.name = name;
        this.databases = databases;
    }

    /**
     * Clones the template with {@code CREATE DATABASE ... TEMPLATE}.
     *
     * @return a database that its {@code close()} drops
     * @throws ClusterException if the primary is not running, or rejects the statement
     */
    public Database freshDatabase() {
        return databases.create(name);
    }

    /**
     * Fills a template with tables and rows.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Setup {
        /**
         * Fills the template.
         *
         * @param connection a connection to the template's database, as superuser and in autocommit mode; closed
         *     afterwards
         * @throws SQLException if a statement fails; the template is then removed
         */
        void fill(Connection connection) throws SQLException;
    }
}

package io.datasafe.test.proxy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections through a proxy with driver properties of the test's choice. */
final class Urls {
    private Urls() {}

    static Connection connect(FaultProxy proxy, DataSource like, String properties) throws SQLException {
        PGSimpleDataSource source = (PGSimpleDataSource) like;
        return DriverManager.getConnection(
                proxy.jdbcUrl(source.getDatabaseName()) + "?" + properties, source.getUser(), source.getPassword());
    }
}

package io.datasafe.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.server.Lodging;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** What everyone reads through: one connection that commits by itself, so that only queries take round trips. */
public final class Desk implements AutoCloseable {
    private final HikariDataSource pool;
    private final Connection connection;
    private final DSLContext dsl;

    Desk(Lodging lodging, String host, int port) throws SQLException {
        pool = lodging.pool(host, port, 2);
        connection = pool.getConnection();
        dsl = DSL.using(connection, SQLDialect.POSTGRES);
    }

    /** {@return the connection} */
    public Connection connection() {
        return connection;
    }

    /** {@return jOOQ on the connection} */
    public DSLContext dsl() {
        return dsl;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        pool.close();
    }
}

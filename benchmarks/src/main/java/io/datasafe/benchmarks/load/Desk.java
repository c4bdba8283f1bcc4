package io.datasafe.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.load.ebean.EbeanLibrary;
import io.datasafe.benchmarks.load.hibernate.HibernateLibrary;
import io.datasafe.benchmarks.server.Lodging;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What everyone reads through: one connection that commits by itself, so that only queries take round trips. */
public final class Desk implements AutoCloseable {
    private final HikariDataSource pool;
    private final Connection connection;
    private final DSLContext dsl;
    private @Nullable HibernateLibrary hibernate;
    private @Nullable EbeanLibrary ebean;

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

    /** {@return Hibernate on the pool, started when it is first asked for} */
    public HibernateLibrary hibernate() {
        HibernateLibrary started = hibernate;
        if (started == null) {
            started = new HibernateLibrary(pool);
            hibernate = started;
        }
        return started;
    }

    /** {@return Ebean on the pool, started when it is first asked for} */
    public EbeanLibrary ebean() {
        EbeanLibrary started = ebean;
        if (started == null) {
            started = new EbeanLibrary(pool);
            ebean = started;
        }
        return started;
    }

    @Override
    public void close() throws SQLException {
        if (hibernate != null) {
            hibernate.close();
        }
        if (ebean != null) {
            ebean.close();
        }
        connection.close();
        pool.close();
    }
}

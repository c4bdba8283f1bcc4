package io.datasafe.jooq;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.FaultProxy;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A {@link PooledDatabase} with 2 connections, and jOOQ. */
public final class JooqDatabase implements AutoCloseable {
    private final PooledDatabase database;

    public JooqDatabase() {
        this(true);
    }

    public JooqDatabase(boolean autoCommit) {
        database = PooledDatabase.open(config -> {
            config.setMaximumPoolSize(2);
            config.setAutoCommit(autoCommit);
        });
    }

    public HikariDataSource pool() {
        return database.pool();
    }

    /** Behind the same proxy, but each time a session of its own. */
    public DataSource unpooled() {
        return database.unpooled();
    }

    public FaultProxy proxy() {
        return database.proxy();
    }

    /** jOOQ on a connection of its own, outside of any transaction under test. */
    public DSLContext outside() {
        return DSL.using(database.database().dataSource(), SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        database.close();
    }
}

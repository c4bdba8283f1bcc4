package io.datasafe.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A fresh database of the cluster that all tests of a JVM share, with a small pool on it behind a proxy. */
public final class JooqDatabase implements AutoCloseable {
    private static final class Shared {
        static final EmbeddedCluster CLUSTER = EmbeddedCluster.start();
    }

    private final Database database = Shared.CLUSTER.freshDatabase();
    private final FaultProxy proxy = FaultProxy.start(
            Shared.CLUSTER.primary().host(), Shared.CLUSTER.primary().port());
    private final HikariDataSource pool;

    public JooqDatabase() {
        this(true);
    }

    public JooqDatabase(boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(unpooled());
        config.setMaximumPoolSize(2);
        config.setAutoCommit(autoCommit);
        config.setConnectionTimeout(5_000);
        pool = new HikariDataSource(config);
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** Behind the same proxy, but each time a session of its own. */
    public DataSource unpooled() {
        return proxy.dataSource(
                database.name(),
                Shared.CLUSTER.primary().user(),
                Shared.CLUSTER.primary().password());
    }

    public FaultProxy proxy() {
        return proxy;
    }

    /** jOOQ on a connection of its own, outside of any transaction under test. */
    public DSLContext outside() {
        return DSL.using(database.dataSource(), SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        pool.close();
        proxy.close();
        database.close();
    }
}

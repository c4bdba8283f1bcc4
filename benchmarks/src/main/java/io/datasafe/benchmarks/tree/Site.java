package io.datasafe.benchmarks.tree;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.benchmarks.server.Lodging;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A filled database, as far away as asked, and one connection to it that commits by itself: only queries take round
 * trips.
 */
final class Site implements AutoCloseable {
    private final Lodging lodging;
    private final FaultProxy proxy;
    private HikariDataSource pool;
    private Connection connection;

    Site(Stock stock) throws SQLException {
        lodging = Lodging.shared(stock.name(), stock.fill());
        proxy = FaultProxy.start(lodging.server().host(), lodging.server().port());
        pool = lodging.pool(proxy.host(), proxy.port(), 1);
        connection = pool.getConnection();
    }

    Connection connection() {
        return connection;
    }

    DSLContext dsl() {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** From now on as far away as this, in milliseconds; at 0 there is no proxy in the way. */
    void moveAway(double millis) throws SQLException {
        if (millis == 0) {
            connection.close();
            pool.close();
            pool = lodging.pool(lodging.server().host(), lodging.server().port(), 1);
            connection = pool.getConnection();
        } else {
            proxy.delay(Duration.ofNanos((long) (millis * 1_000_000 / 2)));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        pool.close();
        proxy.close();
        lodging.close();
    }
}

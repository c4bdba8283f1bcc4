package io.datasafe.examples.quickstart.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.proxy.FaultProxy;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection pool like a service's, and the counting proxy in front of the server, if there is one. */
record Pool(HikariDataSource dataSource, @Nullable FaultProxy proxy) implements AutoCloseable {

    static Pool through(@Nullable FaultProxy proxy, PGSimpleDataSource server, int connections) {
        if (proxy != null) {
            server.setServerNames(new String[] {proxy.host()});
            server.setPortNumbers(new int[] {proxy.port()});
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("quickstart");
        config.setDataSource(server);
        config.setMaximumPoolSize(connections);
        return new Pool(new HikariDataSource(config), proxy);
    }

    OptionalLong roundTrips() {
        return proxy == null
                ? OptionalLong.empty()
                : OptionalLong.of(proxy.traffic().roundTrips());
    }

    @Override
    public void close() {
        dataSource.close();
        if (proxy != null) {
            proxy.close();
        }
    }
}

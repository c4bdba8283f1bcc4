package io.datasafe.examples.quickstart.measure;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Traffic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The result of some work, its round trips and its time.
 *
 * @param result the result
 * @param roundTrips the round trips, if they could be counted
 * @param nanos the time, without getting the connection
 * @param <T> the result's type
 * @since 0.1
 */
public record Timing<T>(T result, OptionalLong roundTrips, long nanos) {
    static <T> Timing<T> of(Work<T> work, DataSource dataSource, Optional<FaultProxy> proxy) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<Traffic> before = traffic(proxy, connection);
            long start = System.nanoTime();
            T result = work.on(connection);
            long nanos = System.nanoTime() - start;
            OptionalLong roundTrips = before.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(traffic(proxy, connection)
                            .orElseThrow()
                            .since(before.get())
                            .roundTrips());
            return new Timing<>(result, roundTrips, nanos);
        }
    }

    Timing<T> orFaster(Timing<T> other) {
        return nanos <= other.nanos ? this : other;
    }

    private static Optional<Traffic> traffic(Optional<FaultProxy> proxy, Connection connection) throws SQLException {
        return proxy.isEmpty()
                ? Optional.empty()
                : Optional.of(proxy.get().link(connection).traffic());
    }
}

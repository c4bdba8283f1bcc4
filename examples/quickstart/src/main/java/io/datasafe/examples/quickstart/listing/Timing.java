package io.datasafe.examples.quickstart.listing;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Traffic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * A list that was made, and what that took: the versions are read first, then what belongs to them.
 *
 * @param lines the list
 * @param roundTrips how many there were, if they could be counted
 * @param nanos how long it took, without getting the connection
 */
record Timing(List<Line> lines, OptionalLong roundTrips, long nanos) {
    static Timing of(Listing listing, DataSource dataSource, int most, Optional<FaultProxy> proxy) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<Traffic> before = traffic(proxy, connection);
            long start = System.nanoTime();
            List<Line> lines = listing.lines(connection, Version.first(connection, most));
            long nanos = System.nanoTime() - start;
            OptionalLong roundTrips = before.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(traffic(proxy, connection)
                            .orElseThrow()
                            .since(before.get())
                            .roundTrips());
            return new Timing(lines, roundTrips, nanos);
        }
    }

    Timing orFaster(Timing other) {
        return nanos <= other.nanos ? this : other;
    }

    private static Optional<Traffic> traffic(Optional<FaultProxy> proxy, Connection connection) throws SQLException {
        return proxy.isEmpty()
                ? Optional.empty()
                : Optional.of(proxy.get().link(connection).traffic());
    }
}

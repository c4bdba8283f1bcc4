package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.server.Postgres;
import io.datasafe.benchmarks.server.Trips;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * One statement and one message into the outbox, in one transaction.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar OutboxBenchmark -p statement=insert -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class OutboxBenchmark {
    private static final String TOPIC = "order";
    private static final String PAYLOAD = "{\"order\": 4711}";

    /** A message that is a statement of its own. */
    @Benchmark
    @Trips(3)
    public int bareJdbc(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            int result = postgres.work(connection);
            send(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** {@code Tx.outbox}: the message leaves with COMMIT. */
    @Benchmark
    @Trips(2)
    public int datasafe(Postgres postgres) {
        return postgres.peers().datasafe.call(t -> {
            t.outbox(TOPIC, PAYLOAD);
            return postgres.work(t.connection());
        });
    }

    /** A statement of its own in {@code TransactionTemplate.execute}. */
    @Benchmark
    @Trips(3)
    public int spring(Postgres postgres) {
        Peers peers = postgres.peers();
        return peers.spring.execute(status -> {
            Connection connection = DataSourceUtils.getConnection(peers.dataSource);
            int result = postgres.work(connection);
            try {
                send(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("the message was refused", e);
            }
            return result;
        });
    }

    private static void send(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO datasafe_outbox (topic, payload) VALUES (?, ?)")) {
            insert.setString(1, TOPIC);
            insert.setString(2, PAYLOAD);
            insert.executeUpdate();
        }
    }
}

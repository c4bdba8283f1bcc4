package io.datasafe.benchmarks.tree;

import static io.datasafe.benchmarks.tree.table.EdgeTable.EDGE;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.tree.Graph;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many of each part an assembly needs, where 20 diamonds lie below each other: 80 edges, a million ways.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PartsBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 4, time = 1)
public class PartsBenchmark {
    private static final Graph<Long> PARTS = Graph.of(EDGE.SRC, EDGE.DST);

    private static final String LEVELS = "with recursive x (part, quantity) as ("
            + "select dst, sum(quantity) from edge where src = ? group by dst"
            + " union all select e.dst, sum(x.quantity * e.quantity) from (select * from x) x join edge e on e.src = x.part"
            + " group by e.dst) select part, sum(quantity) from x group by part";

    private static final String WAYS =
            "with recursive x (part, quantity) as (select dst, quantity from edge where src = ?"
                    + " union all select e.dst, x.quantity * e.quantity from x join edge e on e.src = x.part)"
                    + " select part, sum(quantity) from x group by part";

    /** The limit: each level is added up before the next, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Ladder ladder) throws SQLException {
        return send(ladder, LEVELS);
    }

    /** A row for each way to a part. */
    @Benchmark
    @Trips(1)
    public long classicRecursion(Ladder ladder) throws SQLException {
        return send(ladder, WAYS);
    }

    /** {@code Graph.explode}. */
    @Benchmark
    @Trips(1)
    public long datasafe(Ladder ladder) {
        return sum(PARTS.explode(ladder.dsl(), ladder.top(), EDGE.QUANTITY));
    }

    private static long send(Ladder ladder, String sql) throws SQLException {
        Map<Long, BigDecimal> parts = new HashMap<>();
        try (PreparedStatement select = ladder.connection().prepareStatement(sql)) {
            select.setLong(1, ladder.top());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parts.put(row.getLong(1), row.getBigDecimal(2));
                }
            }
        }
        return sum(parts);
    }

    private static long sum(Map<Long, BigDecimal> parts) {
        long sum = 0;
        for (Map.Entry<Long, BigDecimal> each : parts.entrySet()) {
            sum += each.getKey() * each.getValue().longValueExact();
        }
        return sum;
    }
}

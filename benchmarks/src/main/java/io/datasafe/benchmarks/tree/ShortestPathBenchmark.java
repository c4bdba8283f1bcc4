package io.datasafe.benchmarks.tree;

import static io.datasafe.benchmarks.tree.table.EdgeTable.EDGE;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.tree.Graph;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The shortest path between two of 100,000 vertices with 400,000 random edges: nine edges.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ShortestPathBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 4, time = 1)
public class ShortestPathBenchmark {
    private static final Graph<Long> ROADS = Graph.of(EDGE.SRC, EDGE.DST);

    private static final String BOTH_ENDS = "with recursive f (id, path, d) as (select ?::bigint, array[?::bigint], 0"
            + " union all select e.dst, f.path || e.dst, f.d + 1 from f join edge e on e.src = f.id where f.d < ?),"
            + " b (id, path, d) as (select ?::bigint, array[]::bigint[], 0"
            + " union all select e.src, b.id || b.path, b.d + 1 from b join edge e on e.dst = b.id where b.d < ?)"
            + " select f.path || b.path from f join b on b.id = f.id order by f.d + b.d limit 1";

    private static final String PATHS = "with recursive p (id, path, d) as (select ?::bigint, array[?::bigint], 0"
            + " union all select e.dst, p.path || e.dst, p.d + 1 from p join edge e on e.src = p.id"
            + " where e.dst <> all (p.path) and p.d < ?) select path from p where id = ? order by d limit 1";

    private static final String FIRST = "with recursive p (id, d) as (select ?::bigint, 0"
            + " union select e.dst, p.d + 1 from p join edge e on e.src = p.id where p.d < ?)"
            + " select d from p where id = ? limit 1";

    /** The limit: half of the way from each end, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Roads roads) throws SQLException {
        long half = (roads.limit() + 1L) / 2;
        return path(roads, BOTH_ENDS, roads.from(), roads.from(), half, roads.to(), half);
    }

    /** All paths up to a length; the shortest is taken. */
    @Benchmark
    @Trips(1)
    public long pathArray(Roads roads) throws SQLException {
        return path(roads, PATHS, roads.from(), roads.from(), roads.limit(), roads.to());
    }

    /** The first that comes, which PostgreSQL does not promise to be the shortest; without the path. */
    @Benchmark
    @Trips(1)
    public long unionFirst(Roads roads) throws SQLException {
        try (PreparedStatement select = prepare(roads, FIRST, roads.from(), roads.limit(), roads.to());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** {@code Graph.shortestPath}. */
    @Benchmark
    @Trips(1)
    public long datasafe(Roads roads) {
        return ROADS.shortestPath(roads.dsl(), roads.from(), roads.to(), roads.limit())
                        .orElseThrow()
                        .size()
                - 1L;
    }

    private static long path(Roads roads, String sql, long... binds) throws SQLException {
        try (PreparedStatement select = prepare(roads, sql, binds);
                ResultSet row = select.executeQuery()) {
            row.next();
            Long[] path = (Long[]) row.getArray(1).getArray();
            return path.length - 1L;
        }
    }

    private static PreparedStatement prepare(Roads roads, String sql, long... binds) throws SQLException {
        PreparedStatement select = roads.connection().prepareStatement(sql);
        for (int i = 0; i < binds.length; i++) {
            select.setLong(i + 1, binds[i]);
        }
        return select;
    }
}

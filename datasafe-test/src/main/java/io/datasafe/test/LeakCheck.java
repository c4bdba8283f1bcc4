package io.datasafe.test;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Link;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds connections to a test's database that the test left open. */
final class LeakCheck {
    /** A backend ends shortly after its client hangs up. One that is still there after this time has a client. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long PAUSE_NANOS = 2_000_000;

    private static final String OPEN = "select pid, coalesce(application_name, ''), state, xact_start is not null,"
            + " left(query, 200) from pg_stat_activity"
            + " where datname = ? and backend_type = 'client backend' and pid <> pg_backend_pid()"
            + " order by backend_start";

    private final List<PostgresNode> nodes;
    private final Database database;
    private final Set<Integer> broken;

    private LeakCheck(List<PostgresNode> nodes, Database database, Set<Integer> broken) {
        this.nodes = nodes;
        this.database = database;
        this.broken = broken;
    }

    static LeakCheck of(EmbeddedCluster cluster, Database database, @Nullable FaultProxy proxy) {
        List<PostgresNode> nodes = Stream.concat(Stream.of(cluster.primary()), cluster.replicas().stream())
                .filter(node -> node.isRunning() && !node.isFrozen())
                .toList();
        List<Link> links = proxy == null ? List.of() : proxy.links();
        Set<Integer> broken = links.stream()
                .filter(link -> !link.isOpen())
                .map(Link::backendPid)
                .collect(Collectors.toSet());
        return new LeakCheck(nodes, database, broken);
    }

    void run() {
        List<String> leaks =
                nodes.stream().flatMap(node -> leaks(node).stream()).toList();
        if (!leaks.isEmpty()) {
            throw new AssertionError("The test left connections to its database open:\n  " + String.join("\n  ", leaks)
                    + "\nClose them (or their pool) in the test or in @AfterEach, or switch the check off with"
                    + " DatasafeExtension.builder().leakCheck(false)");
        }
    }

    private List<String> leaks(PostgresNode node) {
        try (Connection connection = node.dataSource().getConnection()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> leaks = leaks(node, connection);
            while (!leaks.isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
                leaks = leaks(node, connection);
            }
            return leaks;
        } catch (SQLException e) {
            throw new IllegalStateException("The leak check cannot ask " + node + " for its connections", e);
        }
    }

    private List<String> leaks(PostgresNode node, Connection connection) throws SQLException {
        List<String> leaks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setString(1, database.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!broken.contains(rows.getInt(1))) {
                        leaks.add(describe(node, rows));
                    }
                }
            }
        }
        return leaks;
    }

    private static String describe(PostgresNode node, ResultSet row) throws SQLException {
        return "backend " + row.getInt(1) + " on " + node.name() + ", application \"" + row.getString(2) + "\", "
                + row.getString(3) + (row.getBoolean(4) ? ", TRANSACTION OPEN" : "") + ", last statement: "
                + row.getString(5).replaceAll("\\s+", " ");
    }
}

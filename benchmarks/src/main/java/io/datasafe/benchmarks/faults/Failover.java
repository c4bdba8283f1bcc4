package io.datasafe.benchmarks.faults;

import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.Replica;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One failover to a replica that had fallen behind, with transfers of all contenders in flight: each has been committed
 * by the primary, some before the replica fell behind and some after, when the primary hangs before its answers have
 * arrived, never to come back. Other clients then work on the new primary, until it has given the ids of the
 * transactions that it never heard of to others.
 */
final class Failover {
    private Failover() {}

    static void run(List<Transfer> transfers, Scores scores) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .replicas(1)
                        .setting("max_connections", Flight.maxConnections(transfers))
                        .start();
                Flight flight = new Flight(cluster, transfers, Bank.PATIENCE)) {
            Replica replica = cluster.replica(0);
            flight.startAndHold(FaultKind.FAILOVER_REPLICATED, Trigger.commitReply());
            replica.awaitReplay();
            replica.cutReplication();
            flight.startAndHold(FaultKind.FAILOVER_MISSED, Trigger.commitReply());
            List<Seen> acknowledged = flight.doUndisturbed(FaultKind.FAILOVER_ACKNOWLEDGED);
            Map<Bank, Books> before = flight.books();
            long lastId = nextId(cluster.primary().dataSource());

            cluster.primary().freeze();
            flight.banks().forEach(Bank::isolate);
            replica.promote();
            useUpIds(replica.dataSource(), lastId);
            flight.banks().forEach(bank -> bank.moveTo(replica));

            List<Seen> interrupted = Seen.asked(flight.answers());
            Map<Bank, Books> after = flight.books();
            scores.addAll(after);
            interrupted.forEach(each -> each.judge(after, after, scores));
            acknowledged.forEach(each -> each.judge(before, after, scores));
        }
    }

    private static void useUpIds(DataSource server, long last) throws SQLException {
        long id;
        do {
            id = nextId(server);
        } while (id <= last);
    }

    /** Runs a transaction that does nothing but take an id. */
    private static long nextId(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}

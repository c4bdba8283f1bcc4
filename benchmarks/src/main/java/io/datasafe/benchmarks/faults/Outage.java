package io.datasafe.benchmarks.faults;

import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One outage that outlasts everybody's patience: what was under way has an unknown outcome. A ticket resolves it when
 * the server is back.
 */
final class Outage {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private Outage() {}

    static void run(List<Transfer> transfers, Scores scores) throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .setting("max_connections", Flight.maxConnections(transfers))
                        .start();
                Flight flight = new Flight(cluster, transfers, PATIENCE)) {
            flight.startAndHold(FaultKind.OUTAGE_COMMITTED, Trigger.commitReply());
            flight.startAndHold(FaultKind.OUTAGE_ROLLED_BACK, Trigger.commitSent());
            flight.banks().forEach(Bank::isolate);
            List<Seen> answers = flight.answers();
            flight.banks().forEach(Bank::reconnect);
            List<Seen> asked = Seen.asked(answers);
            Map<Bank, Books> books = flight.books();
            scores.addAll(books);
            asked.forEach(each -> each.judge(books, books, scores));
        }
    }
}

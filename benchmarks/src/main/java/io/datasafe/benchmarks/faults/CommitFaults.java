package io.datasafe.benchmarks.faults;

import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The faults that the server survives. A worker gives each of its transfers to all contenders, one after the other, so
 * that all meet the same fault in the same minute.
 */
final class CommitFaults implements AutoCloseable {
    private static final int OTHER_SESSIONS = 20;

    private final int workers;
    private final Runnable progress;
    private final EmbeddedCluster cluster;
    private final List<Bank> banks = new ArrayList<>();
    private final List<Connection> gates = new ArrayList<>();
    private final ScheduledExecutorService clock;

    private CommitFaults(int workers, Runnable progress) {
        this.workers = workers;
        this.progress = progress;
        this.clock = Executors.newScheduledThreadPool(workers);
        int sessions = OTHER_SESSIONS + workers + Entrant.values().length * (workers + 1);
        // Only a transaction that asks for it waits for the replica, which does not exist.
        cluster = EmbeddedCluster.builder()
                .setting("synchronous_standby_names", "ghost")
                .setting("synchronous_commit", "local")
                .setting("max_connections", Integer.toString(sessions))
                .start();
    }

    /**
     * Runs each worker's share of the transfers; {@code progress} is told of each transfer that all contenders have
     * done.
     */
    static void run(List<List<Transfer>> shares, Scores scores, Runnable progress) throws Exception {
        try (CommitFaults faults = new CommitFaults(shares.size(), progress);
                Workers<List<Seen>> workers = new Workers<>()) {
            faults.open();
            shares.forEach(share -> workers.start(() -> faults.work(share)));
            List<Seen> all = new ArrayList<>();
            workers.results().forEach(all::addAll);
            faults.judge(Seen.asked(all), scores);
        }
    }

    private void open() throws SQLException {
        banks.addAll(Bank.openAll(cluster, workers, Bank.PATIENCE));
        for (Bank bank : banks) {
            gates.add(Schema.shutGate(bank.vault()));
        }
    }

    private List<Seen> work(List<Transfer> share) throws SQLException {
        List<Seen> seen = new ArrayList<>();
        try (Executioner executioner = new Executioner(cluster.primary().dataSource())) {
            for (Transfer transfer : share) {
                for (int i = 0; i < banks.size(); i++) {
                    // Who comes first changes, so that nobody has the benefit of another's warm-up.
                    Bank bank = banks.get((int) ((transfer.operation() + i) % banks.size()));
                    Trial trial = new Trial(transfer, sabotage(transfer, bank, executioner));
                    seen.add(new Seen(bank, trial.run(bank.contender())));
                }
                progress.run();
            }
        }
        return seen;
    }

    private Sabotage sabotage(Transfer transfer, Bank bank, Executioner executioner) {
        return switch (transfer.fault()) {
            case REPLY_LOST -> new Cut(bank.proxy(), Trigger.commitReply());
            case REQUEST_LOST -> new Cut(bank.proxy(), Trigger.commitSent());
            case REQUEST_LATE -> LateCommit.untilAgain(bank.proxy(), clock);
            case REQUEST_RACING -> LateCommit.racing(bank.proxy(), clock, transfer.chance());
            case KILLED_IN_SYNC_WAIT -> Killed.inSyncWait(executioner);
            case KILLED_IN_TRIGGER -> Killed.inTrigger(executioner);
            default -> new NoFault();
        };
    }

    private void judge(List<Seen> all, Scores scores) throws SQLException {
        // A COMMIT that comes late must have come before the journal is read.
        Schema.awaitEndOfTransactions(cluster.primary().dataSource());
        Map<Bank, Books> books = Books.readAll(banks);
        scores.addAll(books);
        all.forEach(each -> each.judge(books, books, scores));
    }

    @Override
    public void close() throws SQLException {
        clock.shutdownNow();
        banks.forEach(Bank::close);
        for (Connection gate : gates) {
            gate.close();
        }
        cluster.close();
    }
}

package io.datasafe.benchmarks.faults;

import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Transfers of all contenders that are under way at the same time, each on a thread of its own, when something happens
 * to their server.
 */
final class Flight implements AutoCloseable {
    private static final int OTHER_SESSIONS = 20;

    private final List<Transfer> transfers;
    private final List<Bank> banks;
    private final Workers<Seen> clients = new Workers<>();

    Flight(EmbeddedCluster cluster, List<Transfer> transfers, Duration patience) throws SQLException {
        this.transfers = transfers;
        this.banks = Bank.openAll(cluster, transfers.size(), patience);
    }

    /** What the server has to be set to. A replica refuses fewer than the 100 that its primary was initialised with. */
    static String maxConnections(List<Transfer> transfers) {
        return Integer.toString(Math.max(100, OTHER_SESSIONS + Entrant.values().length * (transfers.size() + 1)));
    }

    List<Bank> banks() {
        return banks;
    }

    /** Starts the transfers of this kind, and waits until a message of each is held. */
    void startAndHold(FaultKind kind, Trigger trigger) {
        List<Held> held = new ArrayList<>();
        forEach(kind, (bank, transfer) -> {
            Held message = new Held(bank.proxy(), trigger);
            held.add(message);
            clients.start(() -> new Seen(bank, new Trial(transfer, message).run(bank.contender())));
        });
        held.forEach(Held::await);
    }

    /** Does the transfers of this kind, one after the other. */
    List<Seen> doUndisturbed(FaultKind kind) {
        List<Seen> seen = new ArrayList<>();
        forEach(
                kind,
                (bank, transfer) -> seen.add(new Seen(bank, new Trial(transfer, new NoFault()).run(bank.contender()))));
        return seen;
    }

    /** Waits until all that were started have answered. */
    List<Seen> answers() throws Exception {
        return clients.results();
    }

    Map<Bank, Books> books() throws SQLException {
        return Books.readAll(banks);
    }

    private void forEach(FaultKind kind, BiConsumer<Bank, Transfer> action) {
        for (Transfer transfer : transfers) {
            if (transfer.fault() == kind) {
                banks.forEach(bank -> action.accept(bank, transfer));
            }
        }
    }

    @Override
    public void close() {
        clients.close();
        banks.forEach(Bank::close);
    }
}

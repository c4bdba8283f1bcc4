package io.datasafe.benchmarks.faults;

import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.Replica;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * One failover to a replica that had fallen behind, with transfers of all contenders in flight: each has been committed by the primary, some before the replica fell
 * behind and some after, when the primary hangs before its answers have arrived, never to come back. Other clients then work on the new primary, until it has given
 * the ids of the transactions that it never heard of to others.
 */
final class Failover implements AutoCloseable {
    private static final int OTHER_SESSIONS = 20;

    /** What was seen of a transfer at a contender. */
    private record Seen(Bank bank, Finding finding) {}

    private final List<Transfer> transfers;
    private final EmbeddedCluster cluster;
    private final Workers<Seen> clients = new Workers<>();
    private final List<Bank> banks = new ArrayList<>();

    private Failover(List<Transfer> transfers) {
        this.transfers = transfers;
        // A replica refuses fewer than the 100 that its primary was initialised with.
        int sessions = Math.max(100, OTHER_SESSIONS + Entrant.values().length * (transfers.size() + 1));
        cluster = EmbeddedCluster.builder()
                .replicas(1)
                .setting("max_connections", Integer.toString(sessions))
                .start();
    }

    static void run(List<Transfer> transfers, Scores scores) throws Exception {
        try (Failover failover = new Failover(transfers)) {
            failover.open();
            failover.run(scores);
        }
    }

    private void open() throws SQLException {
        String password = Schema.createRole(cluster.primary().dataSource());
        DatabaseTemplate template =
                cluster.template(connection -> Schema.create(connection, transfers.size() * Plan.ACCOUNTS_OF_A_WORKER));
        for (Entrant entrant : Entrant.values()) {
            banks.add(Bank.open(entrant, template, cluster.primary(), password, transfers.size()));
        }
    }

    private void run(Scores scores) throws Exception {
        Replica replica = cluster.replica(0);
        startAndAwaitCommit(FaultKind.FAILOVER_REPLICATED);
        replica.awaitReplay();
        replica.cutReplication();
        startAndAwaitCommit(FaultKind.FAILOVER_MISSED);
        List<Seen> acknowledged = runUndisturbed();
        Map<Bank, Books> before = books();
        long lastId = nextId(cluster.primary().dataSource());

        cluster.primary().freeze();
        banks.forEach(Bank::isolate);
        replica.promote();
        useUpIds(replica.dataSource(), lastId);
        banks.forEach(bank -> bank.moveTo(replica));

        List<Seen> asked = new ArrayList<>();
        for (Seen each : clients.results()) {
            asked.add(new Seen(each.bank, each.finding.asked()));
        }
        Map<Bank, Books> after = books();
        after.forEach((bank, books) -> scores.add(bank.entrant(), books));
        asked.forEach(each -> judge(each, after, after, scores));
        acknowledged.forEach(each -> judge(each, before, after, scores));
    }

    /** Starts the transfers of all contenders, and waits until the primary has committed them; nobody gets its answer. */
    private void startAndAwaitCommit(FaultKind kind) {
        List<HeldReply> held = new ArrayList<>();
        forEach(kind, (bank, transfer) -> {
            HeldReply reply = new HeldReply(bank.proxy());
            held.add(reply);
            clients.start(() -> new Seen(bank, new Trial(transfer, reply).run(bank.contender())));
        });
        held.forEach(HeldReply::awaitCommit);
    }

    private List<Seen> runUndisturbed() {
        List<Seen> seen = new ArrayList<>();
        forEach(
                FaultKind.FAILOVER_ACKNOWLEDGED,
                (bank, transfer) -> seen.add(new Seen(bank, new Trial(transfer, new NoFault()).run(bank.contender()))));
        return seen;
    }

    private void forEach(FaultKind kind, BiConsumer<Bank, Transfer> action) {
        for (Transfer transfer : transfers) {
            if (transfer.fault() == kind) {
                banks.forEach(bank -> action.accept(bank, transfer));
            }
        }
    }

    private Map<Bank, Books> books() throws SQLException {
        Map<Bank, Books> books = new LinkedHashMap<>();
        for (Bank bank : banks) {
            books.put(bank, bank.books());
        }
        return books;
    }

    private static void judge(Seen seen, Map<Bank, Books> then, Map<Bank, Books> now, Scores scores) {
        int rowsThen = then.get(seen.bank).rowsOf(seen.finding);
        int rowsNow = now.get(seen.bank).rowsOf(seen.finding);
        scores.add(seen.bank.entrant(), Judge.of(seen.finding, rowsThen, rowsNow));
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

    @Override
    public void close() {
        clients.close();
        banks.forEach(Bank::close);
        cluster.close();
    }
}

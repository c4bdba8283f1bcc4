package io.datasafe.benchmarks.faults;

import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.Retry;
import io.datasafe.tx.RetryBudget;
import io.datasafe.tx.Ticket;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** datasafe, in one of its two ways. Where the outcome stays unknown, its ticket is kept for later. */
final class Datasafe implements Contender {
    /** How long a lost COMMIT is asked for. A failover takes less. */
    static final Duration RESOLVE = Duration.ofSeconds(3);

    /** How to run work. */
    private interface Manner {
        void run(Transactions tx, Work work) throws SQLException;
    }

    private final Transactions tx;
    private final Manner manner;

    private Datasafe(DataSource dataSource, Manner manner) {
        this.manner = manner;
        // No service loses as many sessions as this run does on purpose: the budget that keeps retries from becoming a
        // storm would end most of them.
        Retry retry = Retry.upTo(10).within(Bank.PATIENCE).budget(RetryBudget.unlimited());
        this.tx = Transactions.on(dataSource)
                .retry(retry)
                .resolveWithin(RESOLVE)
                .build()
                .named("transfer");
    }

    static Datasafe resolvable(DataSource dataSource) {
        return new Datasafe(dataSource, (tx, work) -> tx.resolvable().run(t -> work.apply(t.connection())));
    }

    static Datasafe once(DataSource dataSource) {
        return new Datasafe(
                dataSource,
                (tx, work) -> tx.once("transfer", work.operation(), Void.class).run(t -> work.apply(t.connection())));
    }

    @Override
    public Answer run(Work work) {
        try {
            manner.run(tx, work);
            return Answer.COMMITTED;
        } catch (CommitUnknownException e) {
            return e.ticket()
                    .map(ticket -> new Answer(Verdict.UNKNOWN, server -> resolve(ticket, server)))
                    .orElse(Answer.UNKNOWN);
        } catch (TransactionException | SQLException e) {
            return Answer.ROLLED_BACK;
        }
    }

    private static Verdict resolve(Ticket ticket, DataSource server) {
        return switch (ticket.resolve(server, Duration.ZERO)) {
            case COMMITTED -> Verdict.COMMITTED;
            case ROLLED_BACK -> Verdict.ROLLED_BACK;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }
}

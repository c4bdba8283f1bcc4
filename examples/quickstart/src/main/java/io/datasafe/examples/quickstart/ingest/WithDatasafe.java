package io.datasafe.examples.quickstart.ingest;

import io.datasafe.DatasafeException;
import io.datasafe.event.Event;
import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.tx.Retry;
import io.datasafe.tx.TransactionEvent;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The same statements in a transaction of datasafe: conflicts are retried, lost COMMITs resolved, and announcements
 * wait for the outcome.
 */
final class WithDatasafe implements Contender {
    /**
     * For a bulk load. The defaults are for a caller that waits, and give up a large file that keeps losing against
     * smaller ones.
     */
    private static final Retry PATIENT = Retry.upTo(1_000).within(Duration.ofMinutes(1));

    @Override
    public String name() {
        return "datasafe";
    }

    @Override
    public String isolation() {
        return "serializable";
    }

    @Override
    public String manner() {
        return "conflicts are retried with growing random pauses; the announcement is an after-commit hook.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        Transactions transactions = Transactions.on(dataSource)
                .retry(PATIENT)
                .listener(event -> count(event, tally))
                .build()
                .resolvable()
                .named("ingest")
                .serializable();
        try {
            transactions.run(t -> {
                licences(t, PomStore.store(t.connection(), pom), pom, tally);
                t.afterCommit("announce", () -> tally.announce(pom));
            });
            tally.stored(pom);
        } catch (SQLException | DatasafeException e) {
            tally.failed(e);
            tally.givenUp();
        }
    }

    private static void licences(Tx t, long version, Pom pom, Tally tally) throws SQLException {
        for (String licence : pom.licences()) {
            try {
                t.runSavepoint(s -> LicenceStore.store(s.connection(), version, licence));
            } catch (SQLException e) {
                if (!Tally.isDataError(e)) {
                    throw e;
                }
                // A licence that does not fit does not cost the file: only the savepoint is rolled back.
                tally.swallowed(e);
            }
        }
    }

    private static void count(Event event, Tally tally) {
        if (event instanceof TransactionEvent.Begun begun) {
            tally.attempt(begun.attempt());
        } else if (event instanceof TransactionEvent.Retrying retrying) {
            tally.conflict(String.valueOf(retrying.sqlState()));
        } else if (event instanceof TransactionEvent.Resolved resolved) {
            tally.resolved(resolved.committed());
        }
    }
}

package io.datasafe.tx;

import io.datasafe.internal.pg.CommitFate;
import io.datasafe.internal.pg.CommitFateQuery;
import io.datasafe.internal.pg.TransactionIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks what became of one transaction, until somebody knows or the time is over. */
final class CommitResolver {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int KEPT_FAILURES = 3;
    private static final int LEAST_MILLIS = 100;

    private final DataSource dataSource;
    private final TransactionIdentity identity;
    private final Deadline deadline;
    private final Deadline patience;
    private final List<Throwable> failures = new ArrayList<>();
    private boolean degraded;
    private boolean failedOver;

    CommitResolver(DataSource dataSource, TransactionIdentity identity, Deadline deadline) {
        this.dataSource = dataSource;
        this.identity = identity;
        this.deadline = deadline;
        this.patience = Deadline.in(deadline.left().dividedBy(2));
    }

    /** Null if there is nothing to ask with, or no time for it. */
    static @Nullable CommitResolver of(@Nullable TransactionIdentity identity, TxOptions options) {
        Duration within = options.setup().resolveWithin();
        return identity == null || within.isZero()
                ? null
                : new CommitResolver(options.dataSource(), identity, Deadline.in(within));
    }

    /** Whether it was committed while it waited for synchronous standbys, and the wait was cut short here. */
    boolean isDegraded() {
        return degraded;
    }

    /** An interrupt is kept for later: on a virtual thread it would close each connection that is asked. */
    Resolution run() {
        boolean interrupted = Thread.interrupted();
        try {
            long pause = FIRST_PAUSE;
            while (true) {
                Resolution verdict = ask();
                if (verdict != Resolution.UNKNOWN || failedOver || deadline.hasPassed()) {
                    return verdict;
                }
                LockSupport.parkNanos(this, Math.min(pause, deadline.left().toNanos()));
                interrupted |= Thread.interrupted();
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Why there is no verdict, with what went wrong the first few times. */
    CommitUnknownException explain(CommitUnknownException unknown, Duration within) {
        CommitUnknownException complete = unknown.because(
                failedOver
                        ? "the cluster has failed over since, and its new history may lack the transaction"
                        : "no server that knows could be asked within " + within);
        failures.forEach(failure -> Suppressed.add(complete, failure));
        return complete;
    }

    private Resolution ask() {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int networkTimeout = connection.getNetworkTimeout();
            // A server that is frozen must not outlast the deadline.
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(LEAST_MILLIS, deadline.millisLeft()));
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            Resolution verdict = verdict(connection);
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            return verdict;
        } catch (SQLException | RuntimeException e) {
            // Not an end: the server may be on its way back. The pool replaces what is broken.
            if (failures.size() < KEPT_FAILURES) {
                failures.add(e);
            }
            return Resolution.UNKNOWN;
        }
    }

    private Resolution verdict(Connection connection) throws SQLException {
        CommitFate fate = CommitFateQuery.ask(connection, identity);
        if (fate == CommitFate.OPEN || fate == CommitFate.WAITING && patience.hasPassed()) {
            degraded = fate == CommitFate.WAITING;
            CommitFateQuery.fence(connection, identity);
            fate = CommitFateQuery.ask(connection, identity);
        }
        return switch (fate) {
            case COMMITTED -> Resolution.COMMITTED;
            case ROLLED_BACK -> Resolution.ROLLED_BACK;
            case FAILED_OVER -> {
                failedOver = true;
                yield Resolution.UNKNOWN;
            }
            case OPEN, WAITING, UNKNOWN -> Resolution.UNKNOWN;
        };
    }
}

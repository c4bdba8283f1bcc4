package io.datasafe.internal.tx;

import io.datasafe.internal.pg.CommitFate;
import io.datasafe.internal.pg.CommitFateQuery;
import io.datasafe.internal.pg.CommitFlight;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.tx.CommitResult.Committed;
import io.datasafe.internal.tx.CommitResult.RolledBack;
import io.datasafe.internal.tx.CommitResult.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Asks what became of one transaction, until the answer is final or the time is over. */
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

    /** It was committed while it waited for synchronous standbys, and the wait was cut short here. */
    private boolean degraded;

    CommitResolver(DataSource dataSource, TransactionIdentity identity, Deadline deadline) {
        this.dataSource = dataSource;
        this.identity = identity;
        this.deadline = deadline;
        this.patience = Deadline.in(deadline.left().dividedBy(2));
    }

    /** Asks what became of a transaction whose COMMIT got no reply, if it has a name and was to be asked for. */
    static CommitResult resolve(TransactionSettings settings, Unknown unknown) {
        TransactionIdentity identity = unknown.lost().identity();
        Duration within = settings.resolveWithin();
        if (identity == null || within.isZero()) {
            return unknown;
        }
        long start = System.nanoTime();
        CommitResolver resolver = new CommitResolver(settings.dataSource(), identity, Deadline.in(within));
        CommitFate fate = resolver.runAfterCommit();
        LostReply asked = unknown.lost().asked(Duration.ofNanos(System.nanoTime() - start), resolver.failures);
        return switch (fate) {
            case COMMITTED ->
                new Committed(resolver.degraded ? CommitFlight.DEGRADED : CommitFlight.NO_REPORT, asked, null);
            case ROLLED_BACK -> new RolledBack(asked);
            case FAILED_OVER -> new Unknown(asked, Unknown.Unresolved.FAILED_OVER);
            case OPEN, WAITING, UNKNOWN -> new Unknown(asked, Unknown.Unresolved.NO_ANSWER);
        };
    }

    /** COMMIT was sent: whatever happens to the questions, the caller must hear that it was. */
    private CommitFate runAfterCommit() {
        try {
            return run();
        } catch (Error e) {
            failures.add(e);
            return CommitFate.UNKNOWN;
        }
    }

    /** An interrupt is kept for later: on a virtual thread it would close each connection that asks. */
    CommitFate run() {
        boolean interrupted = Thread.interrupted();
        try {
            long pause = FIRST_PAUSE;
            while (true) {
                CommitFate fate = ask();
                if (isFinal(fate) || deadline.hasPassed()) {
                    return fate;
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

    private static boolean isFinal(CommitFate fate) {
        return switch (fate) {
            case COMMITTED, ROLLED_BACK, FAILED_OVER -> true;
            case OPEN, WAITING, UNKNOWN -> false;
        };
    }

    private CommitFate ask() {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int networkTimeout = connection.getNetworkTimeout();
            // A server that is frozen must not outlast the deadline.
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(LEAST_MILLIS, deadline.millisLeft()));
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            CommitFate fate = fate(connection);
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            return fate;
        } catch (SQLException | RuntimeException e) {
            // Not an end: the server may be on its way back. The pool replaces what is broken.
            if (failures.size() < KEPT_FAILURES) {
                failures.add(e);
            }
            return CommitFate.UNKNOWN;
        }
    }

    private CommitFate fate(Connection connection) throws SQLException {
        CommitFate fate = CommitFateQuery.ask(connection, identity);
        if (fate == CommitFate.OPEN || fate == CommitFate.WAITING && patience.hasPassed()) {
            degraded = fate == CommitFate.WAITING;
            CommitFateQuery.fence(connection, identity);
            fate = CommitFateQuery.ask(connection, identity);
        }
        return fate;
    }
}

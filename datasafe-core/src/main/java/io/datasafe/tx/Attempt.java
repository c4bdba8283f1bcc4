package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.pg.CommitFlight;
import io.datasafe.internal.pg.CommitStatement;
import io.datasafe.internal.scope.ObservableScope;
import io.datasafe.internal.scope.ScopeObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt at a transaction: its connection, its end, and what became of it. */
abstract class Attempt implements ObservableScope {
    /** What has become of it, as far as this side knows. */
    enum State {
        OPEN,
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN
    }

    final TxOptions options;
    final int number;
    final ConnectionHold lease;

    private State state = State.OPEN;
    private boolean sessionLost;
    private boolean metLoss;
    private boolean endedByItsWork;
    private boolean degraded;
    private @Nullable ScopeObservers companions;

    Attempt(TxOptions options, int number, ConnectionHold lease) {
        this.options = options;
        this.number = number;
        this.lease = lease;
    }

    /** Throws if it has ended, or on another thread. */
    abstract void checkUsable();

    @Override
    public void accompany(ScopeObserver companion) {
        checkUsable();
        if (companions == null) {
            companions = new ScopeObservers();
        }
        companions.add(companion);
    }

    @Override
    public void dismiss(ScopeObserver companion) {
        if (companions != null) {
            companions.remove(companion);
        }
    }

    void partUndone() {
        if (companions != null) {
            companions.undone();
        }
    }

    void workEnded() {
        if (companions != null) {
            companions.ended();
        }
    }

    TxOptions options() {
        return options;
    }

    ConnectionHold lease() {
        return lease;
    }

    State state() {
        return state;
    }

    /** Whether its session ended before it could commit, so that nothing of it is stored. */
    boolean isSessionLost() {
        return sessionLost;
    }

    /** Whether its work can have noticed that. */
    boolean metLoss() {
        return metLoss;
    }

    /** Whether its work has ended the transaction beneath, so that a part may be committed. */
    boolean isEndedByItsWork() {
        return endedByItsWork;
    }

    void markEndedByItsWork() {
        endedByItsWork = true;
    }

    /** Whether it is committed on the primary, and perhaps nowhere else. */
    boolean isDegraded() {
        return degraded;
    }

    /** Commits; when this returns, the connection is back in the pool. */
    void commit(List<CommitStatement> riders, @Nullable Throwable swallowed) {
        CommitFlight report;
        try {
            report = Commit.send(lease, options, riders, swallowed);
        } catch (CommitUnknownException unknown) {
            lease.discard(unknown);
            resolve(unknown);
            return;
        } catch (Throwable failure) {
            sessionLost = failure instanceof NothingWrittenException;
            rollBack(failure);
            throw failure;
        }
        lease.giveBack(options);
        committed(report);
    }

    private void resolve(CommitUnknownException unknown) {
        long start = System.nanoTime();
        CommitResolver resolution = CommitResolver.of(lease.identity(), options);
        Resolution verdict = resolution == null ? Resolution.UNKNOWN : resolution.run();
        if (verdict == Resolution.UNKNOWN) {
            state = State.UNKNOWN;
            CommitUnknownException complete = resolution != null
                    ? resolution.explain(unknown, options.setup().resolveWithin())
                    : lease.identity() != null
                            ? unknown.because("it was not asked for, resolveWithin being 0")
                            : unknown;
            Events.unknown(options, number, complete);
            throw complete;
        }
        boolean committed = verdict == Resolution.COMMITTED;
        Events.resolved(options, number, committed, System.nanoTime() - start, unknown);
        if (!committed) {
            sessionLost = true;
            TransactionException failure = Commit.resolvedToRollback(options, unknown);
            rolledBack(failure);
            throw failure;
        }
        committed(resolution != null && resolution.isDegraded() ? CommitFlight.DEGRADED : CommitFlight.NO_REPORT);
    }

    private void committed(CommitFlight report) {
        state = State.COMMITTED;
        degraded = report.degraded();
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(
                    listener,
                    new TransactionEvent.Committed(options.name(), number, report.xid(), report.position(), degraded));
        }
    }

    void rollBack(Throwable failure) {
        metLoss = lease.isLost();
        if (ConnectionFault.of(lease.isReadOnly(), failure) != null) {
            lease.discard(failure);
        } else {
            sessionLost |= !lease.rollBack(failure);
        }
        rolledBack(failure);
    }

    private void rolledBack(Throwable failure) {
        state = State.ROLLED_BACK;
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.RolledBack(options.name(), number, failure));
        }
    }
}

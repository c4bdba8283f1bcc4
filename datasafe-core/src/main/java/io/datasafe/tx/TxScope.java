package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.TransactionEvent;
import io.datasafe.internal.CommitFlight;
import io.datasafe.internal.FailureSink;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One attempt at a transaction, bound to its thread while the work runs. */
final class TxScope implements Tx, FailureSink {
    private static final ThreadLocal<@Nullable TxScope> CURRENT = new ThreadLocal<>();

    private final TxOptions options;
    private final int attempt;
    private final Lease lease;
    private final Thread owner;
    private final @Nullable TxScope around;

    private boolean ended;
    private int savepoints;
    private @Nullable RegisteredHook firstHook;
    private @Nullable RegisteredHook lastHook;
    private @Nullable Throwable firstFailure;
    private @Nullable Throwable doom;

    private TxScope(TxOptions options, int attempt, Lease lease) {
        this.options = options;
        this.attempt = attempt;
        this.lease = lease;
        this.owner = Thread.currentThread();
        this.around = CURRENT.get();
    }

    /** The transaction that this thread has open on the data source. */
    static @Nullable TxScope current(DataSource dataSource) {
        TxScope scope = CURRENT.get();
        while (scope != null && scope.options.dataSource() != dataSource) {
            scope = scope.around;
        }
        return scope;
    }

    static TxScope begin(TxOptions options, int attempt) {
        TxScope scope = new TxScope(options, attempt, Lease.begin(options));
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Begun(options.name(), attempt));
        }
        return scope;
    }

    /** Runs the work and commits; when this returns, the connection is back in the pool and the thread is free. */
    <T extends @Nullable Object, X extends Exception> T perform(Work<T, X> work) throws X {
        T result;
        CURRENT.set(this);
        try {
            result = work.apply(this);
        } catch (Throwable failure) {
            end();
            rollBack(failure);
            throw failure;
        }
        end();
        commit();
        return result;
    }

    void runHooks() {
        if (firstHook != null) {
            firstHook.run(options);
        }
    }

    /** A joined part that fails dooms the whole: half of it may be done, and somebody may catch the exception. */
    <T extends @Nullable Object, X extends Exception> T join(Work<T, X> work) throws X {
        try {
            return work.apply(this);
        } catch (Throwable failure) {
            if (doom == null) {
                doom = failure;
            }
            throw failure;
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T savepoint(Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        Savepoint savepoint = Savepoint.set(connection(), options, ++savepoints, firstFailure);
        RegisteredHook lastBefore = lastHook;
        Throwable doomBefore = doom;
        Throwable failureBefore = firstFailure;
        try {
            T result = work.apply(this);
            if (doom != doomBefore) {
                throw Commit.silentRollback(options, doom);
            }
            savepoint.release(firstFailure);
            return result;
        } catch (Throwable failure) {
            boolean undone = savepoint.rollBack(failure);
            doom = doomBefore != null ? doomBefore : intolerable(undone, failure);
            firstFailure = failureBefore;
            dropHooksSince(lastBefore);
            throw failure;
        }
    }

    @Override
    public Connection connection() {
        checkUsable();
        return lease.connection();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void afterCommit(String name, Hook hook) {
        checkUsable();
        RegisteredHook registered = new RegisteredHook(name, hook);
        if (lastHook == null) {
            firstHook = registered;
        } else {
            lastHook.follow(registered);
        }
        lastHook = registered;
    }

    @Override
    public void statementFailed(Throwable failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    TxOptions options() {
        return options;
    }

    /** What no savepoint makes good: a part that is not undone, and a conflict, thrown by the part or caught within it. */
    private @Nullable Throwable intolerable(boolean undone, Throwable failure) {
        if (!undone || SqlState.isConflict(SqlState.of(failure))) {
            return failure;
        }
        return SqlState.isConflict(SqlState.of(doom)) ? doom : null;
    }

    private void dropHooksSince(@Nullable RegisteredHook last) {
        if (last == null) {
            firstHook = null;
        } else {
            last.follow(null);
        }
        lastHook = last;
    }

    private void commit() {
        CommitFlight report;
        try {
            if (doom != null) {
                throw Commit.silentRollback(options, doom);
            }
            report = Commit.send(lease.connection(), options, firstFailure);
        } catch (CommitUnknownException unknown) {
            lease.discard(unknown);
            DatasafeListener listener = options.listener();
            if (listener != null) {
                Events.send(listener, new TransactionEvent.Unknown(options.name(), attempt, unknown));
            }
            throw unknown;
        } catch (Throwable failure) {
            rollBack(failure);
            throw failure;
        }
        lease.giveBack(options);
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(
                    listener, new TransactionEvent.Committed(options.name(), attempt, report.xid(), report.position()));
        }
    }

    private void rollBack(Throwable failure) {
        lease.rollBack(failure);
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.RolledBack(options.name(), attempt, failure));
        }
    }

    private void end() {
        ended = true;
        // Not remove(): an empty entry is cheaper to keep than to make anew for each transaction.
        CURRENT.set(around);
    }

    private void checkUsable() {
        if (ended) {
            throw new IllegalStateException(options.title() + " has ended: its scope was used after the work returned."
                    + " Keep results, not the scope");
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(options.title() + " belongs to thread " + owner + " and was used on "
                    + Thread.currentThread() + ": a transaction stays on its thread");
        }
    }
}

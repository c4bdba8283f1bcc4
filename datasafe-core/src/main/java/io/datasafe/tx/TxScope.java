package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.FailureSink;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One attempt at a transaction as its work sees it, bound to its thread while that runs. */
final class TxScope extends Attempt implements Tx, FailureSink {
    private static final ThreadLocal<@Nullable TxScope> CURRENT = new ThreadLocal<>();

    private final Thread owner;
    private final @Nullable TxScope around;

    private boolean ended;
    private boolean decided;
    private int savepoints;
    private @Nullable Deadline deadline;
    private @Nullable RegisteredHook firstHook;
    private @Nullable RegisteredHook lastHook;
    private @Nullable Throwable firstFailure;
    private @Nullable Throwable doom;
    private @Nullable ForeignFailures foreign;
    private boolean ofAround;
    private @Nullable TransactionException endedByItsWork;
    private @Nullable TxConnection connection;
    private @Nullable StatementGuard watch;
    private @Nullable CommitStatements riders;

    private TxScope(TxOptions options, int attempt, ConnectionHold lease) {
        super(options, attempt, lease);
        this.owner = Thread.currentThread();
        this.around = CURRENT.get();
        this.deadline = lease.deadline();
    }

    /** The transaction that this thread has open on the data source. */
    static @Nullable TxScope current(DataSource dataSource) {
        TxScope scope = CURRENT.get();
        while (scope != null && scope.options.dataSource() != dataSource) {
            scope = scope.around;
        }
        return scope;
    }

    /** The innermost transaction that this thread has open on any data source. */
    static @Nullable TxScope current() {
        return CURRENT.get();
    }

    static TxScope begin(TxOptions options, int attempt) {
        TxScope scope = new TxScope(options, attempt, ConnectionHold.begin(options));
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Begun(options.name(), attempt));
        }
        return scope;
    }

    /** Runs the work and commits; when this returns, the connection is back in the pool and the thread is free. */
    <T extends @Nullable Object, X extends Exception> T perform(Work<Tx, T, X> work) throws X {
        T result;
        enter();
        try {
            result = work.apply(this);
        } catch (Throwable failure) {
            leave();
            if (watch != null) {
                watch.atFailure(failure);
            }
            ofAround = ForeignFailures.isOfAround(this);
            rollBack(failure);
            throw failure;
        }
        leave();
        commit();
        return result;
    }

    /** Binds the thread to it. */
    void enter() {
        CURRENT.set(this);
    }

    /** Sets the thread free, and the scope out of use. */
    void leave() {
        ended = true;
        // Not remove(): an empty entry is cheaper to keep than to make anew for each transaction.
        CURRENT.set(around);
        workEnded();
    }

    /** Runs the hooks that wait for what has happened. */
    void runHooks(@Nullable Throwable failure) {
        if (firstHook == null) {
            return;
        }
        switch (state()) {
            case COMMITTED -> firstHook.run(RegisteredHook.Kind.AFTER_COMMIT, options, null);
            case ROLLED_BACK -> firstHook.run(RegisteredHook.Kind.AFTER_ROLLBACK, options, null);
            case UNKNOWN -> firstHook.run(RegisteredHook.Kind.ON_UNKNOWN, options, (CommitUnknownException) failure);
            case OPEN -> throw new IllegalStateException(options.title() + " is still open");
        }
    }

    /** The transaction of another data source around it. */
    @Nullable
    TxScope around() {
        return around;
    }

    /** Whether it can only be rolled back. */
    boolean isBroken() {
        return doom != null || lease.isLost() || DriverState.of(lease.connection()) == TransactionStatus.FAILED;
    }

    /** A transaction of another data source has ended with this failure inside it. */
    void addForeign(Throwable failure) {
        if (foreign == null) {
            foreign = new ForeignFailures();
        }
        foreign.add(failure);
    }

    /** Whether it failed because one around it had. */
    boolean isOfAround() {
        return ofAround;
    }

    /** Whether it is for the transaction of another data source to be run again, or not. */
    boolean isForeign(Throwable failure) {
        return ofAround || foreign != null && foreign.contain(failure);
    }

    /** A joined part that fails dooms the whole: half of it may be done, and somebody may catch the exception. */
    <T extends @Nullable Object, X extends Exception> T join(TxOptions joining, Work<Tx, T, X> work) throws X {
        Deadline outer = deadline;
        deadline = Deadline.earlier(outer, joining.deadline());
        try {
            T result = work.apply(this);
            checkInTime(joining, joining.deadline());
            return result;
        } catch (Throwable failure) {
            doom(failure);
            throw failure;
        } finally {
            deadline = outer;
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T savepoint(Work<Tx, T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        SavepointMark mark = setSavepoint();
        T result;
        try {
            result = work.apply(this);
            release(mark);
        } catch (Throwable failure) {
            undo(mark, failure);
            throw failure;
        }
        return result;
    }

    SavepointMark setSavepoint() {
        checkUsable();
        Savepoint savepoint = Savepoint.set(lease.connection(), options, ++savepoints, firstFailure);
        return new SavepointMark(savepoint, lastHook, riders == null ? 0 : riders.messages(), doom, firstFailure);
    }

    void release(SavepointMark mark) {
        if (doom != mark.doom()) {
            throw Commit.silentRollback(options, doom);
        }
        mark.savepoint().release(firstFailure);
    }

    void undo(SavepointMark mark, Throwable failure) {
        boolean undone = mark.savepoint().rollBack(failure);
        partUndone();
        doom = mark.doom() != null ? mark.doom() : intolerable(undone, failure);
        firstFailure = mark.firstFailure();
        dropHooksSince(mark.lastHook());
        if (riders != null) {
            riders.dropMessagesSince(mark.messages());
        }
    }

    @Override
    public Connection connection() {
        checkUsable();
        TxConnection handle = connection;
        if (handle == null || handle.isReturned()) {
            handle = new TxConnection(this, lease.connection(), false);
            connection = handle;
        }
        return handle;
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public int attempt() {
        return number;
    }

    @Override
    public void afterCommit(String name, Hook hook) {
        register(new RegisteredHook(RegisteredHook.Kind.AFTER_COMMIT, name, hook));
    }

    @Override
    public void afterRollback(String name, Hook hook) {
        register(new RegisteredHook(RegisteredHook.Kind.AFTER_ROLLBACK, name, hook));
    }

    @Override
    public void onUnknown(String name, UnknownHook hook) {
        register(new RegisteredHook(RegisteredHook.Kind.ON_UNKNOWN, name, hook));
    }

    @Override
    public void outbox(String topic, String payload) {
        checkUsable();
        Guards.refuseWhatComesTooLate(ended, options, "a message would never be sent");
        if (options.characteristics().readOnly()) {
            throw new IllegalStateException(
                    options.title() + " is readOnly() and cannot put a message into the outbox");
        }
        riders().add(topic, payload);
    }

    @Override
    public void lock(String name) {
        checkUsable();
        AdvisoryLock.take(lease.connection(), options, name);
    }

    @Override
    public boolean tryLock(String name) {
        checkUsable();
        return AdvisoryLock.tryTake(lease.connection(), options, name);
    }

    @Override
    public void statementFailed(Throwable failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    /** Nothing of it may be committed any more, whatever the work returns. */
    void doom(Throwable why) {
        if (doom == null) {
            doom = why;
        }
    }

    /** What names the transaction was learned on the way. */
    void identify(@Nullable TransactionIdentity identity) {
        lease.identify(identity);
    }

    /** The marker is this attempt's: no attempt before can have committed. */
    void decided() {
        decided = true;
    }

    boolean isDecided() {
        return decided;
    }

    /** Somebody has ended the transaction beneath: from here on each statement would commit by itself. */
    void endedByItsWork() {
        markEndedByItsWork();
        TransactionException why = Commit.endedByItsWork(options);
        if (options.setup().reaction(Guard.OWN_COMMIT) == Reaction.THROW && endedByItsWork == null) {
            endedByItsWork = why;
        }
        Guards.hit(options, Guard.OWN_COMMIT, String.valueOf(why.getMessage()));
    }

    /** A connection for code that does not know that it is inside a transaction. */
    Connection joinedConnection() {
        checkUsable();
        return new TxConnection(this, lease.connection(), true);
    }

    CommitStatements riders() {
        if (riders == null) {
            riders = new CommitStatements(options);
        }
        return riders;
    }

    StatementGuard watch() {
        if (watch == null) {
            watch = new StatementGuard(this);
        }
        return watch;
    }

    @Nullable
    Deadline deadline() {
        return deadline;
    }

    boolean isEnded() {
        return ended;
    }

    /** What no savepoint makes good: a part that is not undone, and a conflict, thrown by the part or caught within it. */
    private @Nullable Throwable intolerable(boolean undone, Throwable failure) {
        if (!undone || SqlState.isConflict(SqlState.of(failure))) {
            return failure;
        }
        return SqlState.isConflict(SqlState.of(doom)) ? doom : null;
    }

    private void register(RegisteredHook hook) {
        checkUsable();
        Guards.refuseWhatComesTooLate(ended, options, "a hook would never run");
        if (lastHook == null) {
            firstHook = hook;
        } else {
            lastHook.follow(hook);
        }
        lastHook = hook;
    }

    private void dropHooksSince(@Nullable RegisteredHook last) {
        if (last == null) {
            firstHook = null;
        } else {
            last.follow(null);
        }
        lastHook = last;
    }

    void commit() {
        try {
            checkCommittable();
        } catch (Throwable failure) {
            rollBack(failure);
            throw failure;
        }
        commit(riders == null ? List.of() : riders.list(), firstFailure);
    }

    private void checkCommittable() {
        if (watch == null && options.prologue() != null) {
            watch = new StatementGuard(this);
        }
        if (watch != null && endedByItsWork == null) {
            watch.beforeCommit();
        }
        if (endedByItsWork != null) {
            throw endedByItsWork;
        }
        if (doom != null) {
            throw Commit.silentRollback(options, doom);
        }
        checkInTime(options, deadline);
    }

    private static void checkInTime(TxOptions options, @Nullable Deadline deadline) {
        if (deadline != null && deadline.hasPassed()) {
            throw DeadlineExceededException.tooLate(options, deadline);
        }
    }

    @Override
    void checkUsable() {
        if (ended) {
            Guards.endedScope(options);
        }
        if (Thread.currentThread() != owner) {
            Guards.hit(
                    options,
                    Guard.FOREIGN_THREAD,
                    options.title() + " belongs to thread " + owner + " and was used on " + Thread.currentThread()
                            + ": a transaction stays on its thread");
        }
    }
}

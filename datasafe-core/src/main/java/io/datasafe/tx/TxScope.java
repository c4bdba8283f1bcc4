package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.FailureSink;
import io.datasafe.internal.scope.ObservableScope;
import io.datasafe.internal.scope.ScopeObserver;
import io.datasafe.internal.tx.CommitResult;
import io.datasafe.internal.tx.Deadline;
import io.datasafe.internal.tx.NotBegunException;
import io.datasafe.internal.tx.PhysicalTransaction;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a transaction: what its work sees, bound to its thread while the work runs, and what becomes of it.
 */
final class TxScope implements Tx, FailureSink, ObservableScope {
    private final TxOptions options;
    private final int number;
    private final PhysicalTransaction physical;
    private final Thread owner;
    private final @Nullable TxScope around;

    private boolean ended;
    private boolean decided;
    private boolean ofAround;
    private AttemptEnd end = AttemptEnd.OPEN;

    // Made when they are needed: most transactions need none of them.
    private @Nullable Deadline deadline;
    private @Nullable Hooks hooks;
    private @Nullable Doom doom;
    private @Nullable CommitStatements commitStatements;
    private @Nullable TxConnection connection;
    private @Nullable StatementGuard guard;
    private @Nullable ScopeObservers observers;

    private TxScope(TxOptions options, int number, PhysicalTransaction physical) {
        this.options = options;
        this.number = number;
        this.physical = physical;
        this.owner = Thread.currentThread();
        this.around = OpenScopes.innermost();
        this.deadline = physical.deadline();
    }

    static TxScope begin(TxOptions options, int number) {
        TxScope scope;
        try {
            scope = new TxScope(options, number, PhysicalTransaction.begin(options.settings()));
        } catch (NotBegunException e) {
            throw BeginFailures.of(options, e);
        }
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Begun(options.name(), number));
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
            if (guard != null) {
                guard.atFailure(failure);
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
        OpenScopes.enter(this);
    }

    /** Frees the thread; the scope can no longer be used. */
    void leave() {
        ended = true;
        OpenScopes.leave(this);
        if (observers != null) {
            observers.ended();
        }
    }

    /** Commits, and throws if it is not committed; in either case the connection is given back. */
    void commit() {
        CommitResult result;
        try {
            checkCommittable();
            result = physical.commit(commitStatements == null ? List.of() : commitStatements.list());
        } catch (Throwable failure) {
            rollBack(failure);
            throw failure;
        }
        end = AttemptEnd.of(options, number, physical, result, firstFailure());
        if (end.failure() instanceof TransactionException failure) {
            throw failure;
        }
    }

    private void checkCommittable() {
        if (guard != null || options.settings().needsPrologue()) {
            guard().beforeCommit();
        }
        if (why() != null) {
            throw CommitFailures.silentRollback(options, why());
        }
        checkInTime(options, deadline);
    }

    private static void checkInTime(TxOptions options, @Nullable Deadline deadline) {
        if (deadline != null && deadline.hasPassed()) {
            throw DeadlineExceededException.tooLate(options.title(), deadline);
        }
    }

    void rollBack(Throwable failure) {
        end = AttemptEnd.rollBack(options, number, physical, failure);
    }

    /** Runs the hooks that wait for what has happened. */
    void runHooks(@Nullable Throwable failure) {
        if (hooks == null) {
            return;
        }
        switch (end.state()) {
            case COMMITTED -> hooks.run(RegisteredHook.Kind.AFTER_COMMIT, options, null);
            case ROLLED_BACK -> hooks.run(RegisteredHook.Kind.AFTER_ROLLBACK, options, null);
            case UNKNOWN -> hooks.run(RegisteredHook.Kind.ON_UNKNOWN, options, (CommitUnknownException) failure);
            case OPEN -> throw new IllegalStateException(options.title() + " is still open");
        }
    }

    /** How it has ended, if it has. */
    AttemptEnd end() {
        return end;
    }

    /** The transaction of another data source around it. */
    @Nullable
    TxScope around() {
        return around;
    }

    /** Whether it can only be rolled back. */
    boolean isBroken() {
        return why() != null || physical.isLost() || physical.status() == TransactionStatus.FAILED;
    }

    /** A joined part that fails dooms the whole: half of it may be done, and a caller may catch the exception. */
    <T extends @Nullable Object, X extends Exception> T join(TxOptions joining, Work<Tx, T, X> work) throws X {
        Deadline outer = deadline;
        deadline = Deadline.earlier(outer, joining.deadline());
        try {
            T result = work.apply(this);
            checkInTime(joining, joining.deadline());
            return result;
        } catch (Throwable failure) {
            doom().doom(failure);
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
        int savepoint = TransactionSavepoint.set(physical, options, firstFailure());
        RegisteredHook lastHook = hooks == null ? null : hooks.last();
        return new SavepointMark(
                savepoint, lastHook, commitStatements == null ? 0 : commitStatements.messages(), why(), firstFailure());
    }

    void release(SavepointMark mark) {
        if (why() != mark.doom()) {
            throw CommitFailures.silentRollback(options, why());
        }
        TransactionSavepoint.release(physical, options, mark.savepoint(), firstFailure());
    }

    void undo(SavepointMark mark, Throwable failure) {
        boolean undone = physical.undoToSavepoint(mark.savepoint(), failure);
        if (observers != null) {
            observers.undone();
        }
        doom().undo(mark, undone, failure);
        if (hooks != null) {
            hooks.dropSince(mark.lastHook());
        }
        if (commitStatements != null) {
            commitStatements.dropMessagesSince(mark.messages());
        }
    }

    @Override
    public Connection connection() {
        checkUsable();
        TxConnection handle = connection;
        if (handle == null || handle.isReturned()) {
            handle = new TxConnection(this, physical.connection(), false);
            connection = handle;
        }
        return handle;
    }

    /** A connection for code that does not know that it is inside a transaction. */
    Connection joinedConnection() {
        checkUsable();
        return new TxConnection(this, physical.connection(), true);
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

    private void register(RegisteredHook hook) {
        checkUsable();
        Guards.refuseWhatComesTooLate(ended, options, "a hook would never run");
        if (hooks == null) {
            hooks = new Hooks();
        }
        hooks.add(hook);
    }

    @Override
    public void outbox(String topic, String payload) {
        checkUsable();
        Guards.refuseWhatComesTooLate(ended, options, "a message would never be sent");
        if (options.characteristics().readOnly()) {
            throw new IllegalStateException(
                    options.title() + " is readOnly() and cannot put a message into the outbox");
        }
        commitStatements().add(topic, payload);
    }

    @Override
    public void lock(String name) {
        checkUsable();
        TransactionLock.take(physical, options, name, true);
    }

    @Override
    public boolean tryLock(String name) {
        checkUsable();
        return TransactionLock.take(physical, options, name, false);
    }

    @Override
    public void accompany(ScopeObserver observer) {
        checkUsable();
        if (observers == null) {
            observers = new ScopeObservers();
        }
        observers.add(observer);
    }

    @Override
    public void dismiss(ScopeObserver observer) {
        if (observers != null) {
            observers.remove(observer);
        }
    }

    @Override
    public void statementFailed(Throwable failure) {
        doom().statementFailed(failure);
    }

    /** What went wrong inside it; made on the first call. */
    Doom doom() {
        if (doom == null) {
            doom = new Doom();
        }
        return doom;
    }

    private @Nullable Throwable why() {
        return doom == null ? null : doom.why();
    }

    private @Nullable Throwable firstFailure() {
        return doom == null ? null : doom.firstFailure();
    }

    /** Whether the transaction of another data source has to decide whether to run the work again. */
    boolean isForeign(Throwable failure) {
        return ofAround || doom != null && doom.isForeign(failure);
    }

    /** Whether it failed only because an enclosing transaction, on another data source, was already broken. */
    boolean isOfAround() {
        return ofAround;
    }

    /** The marker is this attempt's: no attempt before can have committed. */
    void decided() {
        decided = true;
    }

    boolean isDecided() {
        return decided;
    }

    /** Whether its work has ended the physical transaction, so that a part may be committed. */
    boolean isEndedByItsWork() {
        return guard != null && guard.hasTransactionEnded();
    }

    CommitStatements commitStatements() {
        if (commitStatements == null) {
            commitStatements = new CommitStatements(options);
        }
        return commitStatements;
    }

    StatementGuard guard() {
        if (guard == null) {
            guard = new StatementGuard(this);
        }
        return guard;
    }

    TxOptions options() {
        return options;
    }

    PhysicalTransaction physical() {
        return physical;
    }

    @Nullable
    Deadline deadline() {
        return deadline;
    }

    boolean isEnded() {
        return ended;
    }

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

package io.datasafe.tx;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, as the work inside it sees it: {@link Tx}, or the view of a façade for another library. Belongs
 * to the thread that runs the work, and ends when the work returns: any use from another thread, or later, throws
 * {@link IllegalStateException}.
 *
 * @param <V> the view itself
 * @since 0.1
 */
public interface OpenTx<V> {
    /**
     * Returns the connection that the transaction runs on. Only datasafe ends the transaction: it refuses COMMIT and
     * ROLLBACK by the work ({@link Guard#OWN_COMMIT}). {@code close()} gives nothing back and does no harm. {@code
     * unwrap} reaches the pool's connection and the driver's.
     *
     * @return the connection
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    Connection connection();

    /** {@return the name given by {@link TransactionRunner#named}, or {@code "transaction"}} */
    String name();

    /** {@return which run of the work this is: 1 for the first, 2 for its first retry, ...} */
    int attempt();

    /**
     * Runs a part of the work that may fail alone. If it throws, its changes are undone and the exception is rethrown;
     * catch it, and the transaction goes on. After-commit hooks registered in a part that failed are dropped.
     *
     * <p>Sends {@code SAVEPOINT}, and {@code RELEASE SAVEPOINT} at the end; if the work threw, {@code ROLLBACK TO
     * SAVEPOINT} and {@code RELEASE SAVEPOINT} in one round trip. 2 round trips in either case.
     *
     * <p>A conflict (40001, 40P01) is not a failure of the part alone: it dooms the whole transaction, which runs again
     * from its start even where the exception is caught.
     *
     * @param work the part
     * @param <T> its result
     * @param <X> the checked exception that it may throw
     * @return what the work returned
     * @throws X what the work threw, after its changes were undone
     * @throws SilentRollbackException if the work caught a SQL error and returned as if nothing had happened
     */
    <T extends @Nullable Object, X extends Exception> T savepoint(Work<V, T, X> work) throws X;

    /**
     * Runs a part of the work as {@link #savepoint} does, without a result.
     *
     * @param work the part
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw
     */
    default <X extends Exception> void runSavepoint(Action<V, X> work) throws X {
        this.<@Nullable Void, X>savepoint(Action.asWork(work));
    }

    /**
     * Registers a hook that runs once the transaction has committed: once, in the order of registration, on this
     * thread, after the connection is back in the pool, so the hook may open a transaction of its own. It never runs
     * for an attempt that is retried, a savepoint that is undone, or an unknown outcome. If it throws, the other hooks
     * still run, the caller still gets its result, and the failure goes to the listener ({@link
     * TransactionEvent.HookFailed}) or, without one, to the log.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void afterCommit(String name, Hook hook);

    /**
     * Registers a hook that runs once the transaction has been rolled back for good: not after an attempt that runs
     * again, a savepoint that is undone, or an unknown outcome. Otherwise as {@link #afterCommit}; the caller still
     * gets the failure.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void afterRollback(String name, Hook hook);

    /**
     * Registers a hook that runs if the outcome of COMMIT stays unknown; it can store the ticket, for example.
     * Otherwise as {@link #afterCommit}; the caller still gets the {@link CommitUnknownException}.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void onUnknown(String name, UnknownHook hook);

    /**
     * Puts a message into the outbox: its reader sees it if and only if the transaction commits. The message stays in
     * memory until then, and is inserted right before COMMIT, in the same round trip; a savepoint that is undone takes
     * its messages along. The table must exist: {@link TransactionsBuilder#outboxTable}. Sends {@code INSERT INTO
     * <table> (topic, payload) SELECT .. FROM unnest(..)}.
     *
     * @param topic what the message is about, such as {@code "order"}; messages of one topic are delivered in order
     * @param payload the message, usually JSON
     * @throws IllegalArgumentException if the topic is blank
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void outbox(String topic, String payload);

    /**
     * Waits until no other transaction holds the lock of this name, and holds it until this transaction ends. For work
     * that has no row to lock. One round trip: {@code pg_advisory_xact_lock}, keyed with the first 8 bytes of the
     * name's SHA-256; {@link Timeouts#lock} bounds the wait. At REPEATABLE READ and above take it first; otherwise the
     * snapshot is older than the lock.
     *
     * @param name what the lock guards, such as {@code "invoice numbers 2026"}
     * @throws IllegalStateException on a standby, where a lock excludes nobody on the primary; after the end of the
     *     transaction; on another thread
     * @throws TransactionException if the lock could not be taken
     */
    void lock(String name);

    /**
     * Takes the lock as {@link #lock} does, but without waiting: {@code pg_try_advisory_xact_lock}.
     *
     * @param name what the lock guards
     * @return whether this transaction now holds it
     * @throws IllegalStateException as for {@link #lock}
     */
    boolean tryLock(String name);
}

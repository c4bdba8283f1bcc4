package io.datasafe.tx;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, as the work inside it sees it. Belongs to the thread that runs the work, and ends when the work returns: any use
 * from another thread, or later, throws {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface Tx {
    /**
     * The connection that the transaction runs on. COMMIT and ROLLBACK are datasafe's: used by the work they are refused ({@link
     * Guard#OWN_COMMIT}). {@code close()} gives nothing back and does no harm. {@code unwrap} reaches the pool's connection and the driver's.
     *
     * @return the connection
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    Connection connection();

    /** {@return the name given by {@link Transactions#named}, or {@code "transaction"}} */
    String name();

    /** {@return which run of the work this is: 1 for the first, 2 for its first retry, ...} */
    int attempt();

    /**
     * Runs a part of the work that may fail alone: what it did is undone and its exception rethrown, and the transaction goes on if that
     * exception is caught. After-commit hooks registered in a part that failed are dropped.
     *
     * <p>Sends {@code SAVEPOINT}, and {@code RELEASE SAVEPOINT} at the end; or, in one round trip, {@code ROLLBACK TO SAVEPOINT} and {@code
     * RELEASE SAVEPOINT} if the work threw: 2 round trips in either case.
     *
     * <p>A conflict (40001, 40P01) is no failure of the part alone, and cannot be tolerated: it dooms the whole transaction, which is run
     * again from its start even where the exception is caught.
     *
     * @param work the part
     * @param <T> its result
     * @param <X> the checked exception that it may throw
     * @return what the work returned
     * @throws X what the work threw
     * @throws SilentRollbackException if the work caught a SQL error and returned as if nothing had happened
     */
    <T extends @Nullable Object, X extends Exception> T savepoint(Work<T, X> work) throws X;

    /**
     * {@link #savepoint} without a result.
     *
     * @param work the part
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw
     */
    default <X extends Exception> void runSavepoint(Action<X> work) throws X {
        this.<@Nullable Void, X>savepoint(t -> {
            work.apply(t);
            return null;
        });
    }

    /**
     * Registers what is to be done once the transaction has committed. Runs once, in the order of registration, on this thread, after the
     * connection is back in the pool, so it may open a transaction of its own. Never runs for an attempt that is retried, a savepoint
     * that is undone, or an outcome that is unknown. If it throws, the other hooks still run, the caller still gets its result, and the
     * failure goes to the listener ({@link io.datasafe.tx.TransactionEvent.HookFailed}) or, without one, to the log.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void afterCommit(String name, Hook hook);

    /**
     * Registers what is to be done once the transaction has been rolled back for good: not after an attempt that is run again, nor after a
     * savepoint that is undone, nor if the outcome is unknown. Otherwise as {@link #afterCommit}; the caller still gets the failure.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void afterRollback(String name, Hook hook);

    /**
     * Registers what is to be done if nobody can tell whether the transaction is committed, such as storing its ticket. Otherwise as {@link
     * #afterCommit}; the caller still gets the {@link CommitUnknownException}.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void onUnknown(String name, UnknownHook hook);

    /**
     * Puts a message into the outbox: it is there for its reader if and only if the transaction commits. Kept in memory until then, and
     * inserted right before COMMIT, in the same round trip; a savepoint that is undone takes its messages along. The table must exist:
     * {@link TransactionsBuilder#outboxTable}. Sends {@code INSERT INTO <table> (topic, payload) SELECT .. FROM unnest(..)}.
     *
     * @param topic what the message is about, such as {@code "order"}; messages of one topic are delivered in order
     * @param payload the message, usually JSON
     * @throws IllegalArgumentException if the topic is blank
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void outbox(String topic, String payload);

    /**
     * Waits until no other transaction holds the lock of this name, and holds it until this one ends. For what has no row to lock. One round
     * trip: {@code pg_advisory_xact_lock}, keyed with the first 8 bytes of the name's SHA-256; {@link Timeouts#lock} bounds the wait. At
     * REPEATABLE READ and above take it first: the snapshot is older than the lock otherwise.
     *
     * @param name what the lock guards, such as {@code "invoice numbers 2026"}
     * @throws IllegalStateException on a standby, where a lock keeps nobody on the primary out; after the end of the transaction; on another
     *     thread
     * @throws TransactionException if the lock was not to be had
     */
    void lock(String name);

    /**
     * {@link #lock}, without waiting: {@code pg_try_advisory_xact_lock}.
     *
     * @param name what the lock guards
     * @return whether this transaction holds it now
     * @throws IllegalStateException as for {@link #lock}
     */
    boolean tryLock(String name);
}

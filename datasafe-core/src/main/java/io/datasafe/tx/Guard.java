package io.datasafe.tx;

/**
 * A mistake that datasafe looks for. It can throw, be reported, or be ignored: {@link TransactionsBuilder#guard}.
 *
 * @since 0.1
 */
public enum Guard {
    /**
     * A thread inside a transaction asks the same pool for a second connection. A pool whose connections are all in use
     * deadlocks this way. Checked by the data source of {@link Transactions#guarded}. Default {@link Reaction#THROW}.
     * Cost: one thread-local read a connection.
     */
    SECOND_CONNECTION,
    /**
     * The work ends the transaction itself: by {@code commit()}, {@code rollback()}, {@code setAutoCommit(true)}, or by
     * {@code COMMIT}, {@code ROLLBACK}, {@code BEGIN}, {@code PREPARE TRANSACTION} as SQL. Default {@link
     * Reaction#THROW}. Cost: a look at the first letter of each SQL text and at the driver's state, some nanoseconds a
     * statement, no round trip. {@link Reaction#REPORT} lets the statement through.
     */
    OWN_COMMIT,
    /**
     * A scope, or its connection, is used after its transaction has ended. Default {@link Reaction#THROW}; hooks and
     * messages are refused in any case. Cost: one field read.
     */
    ENDED_SCOPE,
    /**
     * A scope, or its connection, is used by another thread. Default {@link Reaction#THROW}. Cost: one comparison of
     * threads.
     */
    FOREIGN_THREAD,
    /**
     * {@link Transactions#outside} is called inside a transaction. Default {@link Reaction#THROW}. Cost: one
     * thread-local read.
     */
    OUTSIDE,
    /**
     * The connection is held idle, between two statements, for longer than {@link TransactionsBuilder#idleBound}. Off
     * unless that is set, and never thrown, since the time is over when it is noticed. The report names the places of
     * both statements in the code. Cost where it is set: a look at the stack, about a microsecond, for each statement.
     */
    IDLE
}

package io.datasafe.internal.pg;

/** The state of a connection's transaction, as the server reported it in its last ReadyForQuery message. */
public enum TransactionStatus {
    /** No transaction is open. */
    IDLE,
    /** A transaction is open and healthy. */
    OPEN,
    /** A transaction is open, and a statement in it has failed: it can only be rolled back. */
    FAILED,
    /** The state is not accessible: the driver is not pgjdbc, or a wrapper has no working {@code unwrap}. */
    HIDDEN
}

package io.datasafe.internal.pg;

/** What the driver knows of a connection's transaction from the server's last ReadyForQuery message. */
public enum TransactionStatus {
    /** No transaction is open. */
    IDLE,
    /** A transaction is open and healthy. */
    OPEN,
    /** A transaction is open, and a statement in it has failed: only a rollback can follow. */
    FAILED,
    /** The driver cannot be reached: not pgjdbc, or a wrapper without a working {@code unwrap}. */
    HIDDEN
}

package io.datasafe.internal.pg;

/** The outcome of a transaction whose COMMIT reply was lost, as far as a server can tell. */
public enum CommitFate {
    /** The transaction is committed. */
    COMMITTED,
    /** The transaction is rolled back, or its commit never reached the disk. It can no longer commit. */
    ROLLED_BACK,
    /** The transaction can still commit or roll back. Ask again. */
    OPEN,
    /** The transaction waits for synchronous standbys: committed on this server, but not acknowledged. Ask again. */
    WAITING,
    /**
     * The cluster has failed over since then. The history of this server may lack the transaction, and asking again
     * does not help.
     */
    FAILED_OVER,
    /**
     * This server cannot know: it is a standby, belongs to another cluster, is behind, or no longer keeps the status.
     */
    UNKNOWN
}

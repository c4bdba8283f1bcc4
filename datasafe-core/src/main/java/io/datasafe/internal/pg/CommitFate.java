package io.datasafe.internal.pg;

/** What a server says of a transaction whose COMMIT was lost. */
public enum CommitFate {
    /** It is committed. */
    COMMITTED,
    /** It is rolled back, or never reached the disk, and can no longer commit. */
    ROLLED_BACK,
    /** It can still do either. Ask again. */
    OPEN,
    /** It waits for synchronous standbys: committed here, but not acknowledged. Ask again. */
    WAITING,
    /** The cluster has failed over since: this server's history may lack the transaction, and asking again brings no more. */
    FAILED_OVER,
    /** This server cannot know: it is a standby, another cluster, behind, or has forgotten. */
    UNKNOWN
}

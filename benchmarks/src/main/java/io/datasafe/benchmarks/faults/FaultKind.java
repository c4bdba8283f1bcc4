package io.datasafe.benchmarks.faults;

/**
 * What happens to the COMMIT of a transfer. Each happens to the first attempt alone: what the contender does next meets
 * a whole network.
 *
 * @since 0.1
 */
public enum FaultKind {
    /** Nothing. */
    NONE("no fault", "committed"),

    /** The server commits, and the connection is cut before its answer reaches the client. */
    REPLY_LOST("answer lost", "committed"),

    /** The connection is cut before COMMIT reaches the server. */
    REQUEST_LOST("COMMIT lost", "rolled back"),

    /**
     * COMMIT is stuck in the network until the client's socket timeout has ended its wait; it arrives when the client
     * begins to run the work again.
     */
    REQUEST_LATE("COMMIT arrives late", "committed, unless the session was ended first"),

    /**
     * The same, but it arrives at any moment up to 50 ms after the client's timeout, in the midst of what the client
     * does about it.
     */
    REQUEST_RACING("COMMIT arrives at any time", "committed, unless the session was ended first"),

    /** The server's session is killed while it waits for a synchronous replica: it has committed and never says so. */
    KILLED_IN_SYNC_WAIT("killed in the wait for a replica", "committed"),

    /**
     * The server's session is killed in a deferred constraint trigger, so that it has read COMMIT and does not commit.
     */
    KILLED_IN_TRIGGER("killed in a deferred trigger", "rolled back"),

    /**
     * The primary hangs for ever after it has committed; the replica that takes its place never heard of the
     * transaction, and has given its id to another.
     */
    FAILOVER_MISSED("failover, replica missed it", "gone with the old primary"),

    /** The primary hangs for ever after it has committed; the replica that takes its place has the transaction. */
    FAILOVER_REPLICATED("failover, replica has it", "committed"),

    /**
     * Acknowledged before the failover, and not yet replicated: asynchronous replication loses it, whatever the client
     * does.
     */
    FAILOVER_ACKNOWLEDGED("acknowledged before the failover", "gone with the old primary"),

    /** The server commits, and cannot be reached any more until everybody has given up. */
    OUTAGE_COMMITTED("outage, answer lost", "committed"),

    /** COMMIT does not reach the server, and nothing else does until everybody has given up. */
    OUTAGE_ROLLED_BACK("outage, COMMIT lost", "rolled back");

    private final String title;
    private final String truth;

    FaultKind(String title, String truth) {
        this.title = title;
        this.truth = truth;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return what has become of the first attempt} */
    public String truth() {
        return truth;
    }

    /** {@return whether another server has taken the place of the one that was asked to commit} */
    public boolean isFailover() {
        return this == FAILOVER_MISSED || this == FAILOVER_REPLICATED || this == FAILOVER_ACKNOWLEDGED;
    }

    /** {@return whether the server comes back only after the deadline of everybody who waits for it} */
    public boolean isOutage() {
        return this == OUTAGE_COMMITTED || this == OUTAGE_ROLLED_BACK;
    }
}

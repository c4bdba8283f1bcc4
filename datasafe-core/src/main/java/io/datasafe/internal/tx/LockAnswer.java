package io.datasafe.internal.tx;

/** What came of asking for an advisory lock. */
public enum LockAnswer {
    /** The transaction holds it until its end. */
    TAKEN,
    /** Another transaction holds it. */
    BUSY,
    /** The server is a standby, whose locks exclude nobody on the primary. */
    ON_STANDBY
}

package io.datasafe.tx;

/**
 * What is done about a {@link Guard} that was hit.
 *
 * @since 0.1
 */
public enum Reaction {
    /** {@link IllegalStateException} in the code that made the mistake, and the event. */
    THROW,
    /**
     * The event {@link io.datasafe.tx.TransactionEvent.GuardHit}, or a line in the log if there is no listener; the
     * code goes on.
     */
    REPORT,
    /** Nothing; the guard is off. */
    OFF
}

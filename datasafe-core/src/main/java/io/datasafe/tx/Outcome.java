package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction, as a value: {@link Transactions#attempt}.
 *
 * @param <T> the result of the work
 * @since 0.1
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * It is committed, and its after-commit hooks have run.
     *
     * @param value what the work returned
     * @param attempts how often the work was run
     * @param degraded whether the wait for synchronous standbys was cancelled: it is committed on the primary, perhaps
     *     nowhere else
     * @param <T> the result of the work
     */
    record Committed<T extends @Nullable Object>(T value, int attempts, boolean degraded) implements Outcome<T> {}

    /**
     * Nothing of it is stored.
     *
     * @param cause what the work threw, or why COMMIT failed; those of earlier attempts are suppressed in it
     * @param attempts how often the work was run
     * @param <T> the result of the work
     */
    record RolledBack<T extends @Nullable Object>(Exception cause, int attempts) implements Outcome<T> {}

    /**
     * COMMIT was sent, its reply was lost, and no server could say in time what became of the transaction.
     *
     * @param ticket resolves it later: {@link Ticket#resolve}
     * @param cause how the reply was lost
     * @param <T> the result of the work
     */
    record Unknown<T extends @Nullable Object>(Ticket ticket, CommitUnknownException cause) implements Outcome<T> {}
}

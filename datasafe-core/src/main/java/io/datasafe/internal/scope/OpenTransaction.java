package io.datasafe.internal.scope;

/** A transaction, or a savepoint in one, that waits for its end. Not thread-safe: ended by the thread that has begun it. */
public interface OpenTransaction {
    /**
     * Commits and runs the hooks, or releases the savepoint. Throws if that did not happen; a savepoint is then still there to be undone.
     *
     * @throws IllegalStateException after the end
     */
    void commit();

    /**
     * Rolls back and runs the hooks, or undoes the savepoint. Without effect after the end, so also after a COMMIT that has failed.
     *
     * @param why what led to it; what goes wrong on the way is suppressed in it
     */
    void rollBack(Throwable why);
}

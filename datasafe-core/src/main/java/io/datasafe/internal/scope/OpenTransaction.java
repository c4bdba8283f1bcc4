package io.datasafe.internal.scope;

/** An open transaction, or an open savepoint in one. Not thread-safe: the thread that began it ends it. */
public interface OpenTransaction {
    /**
     * Commits and runs the hooks, or releases the savepoint. If it throws, the commit did not happen; a savepoint is
     * then still open and can be rolled back.
     *
     * @throws IllegalStateException if it has already ended
     */
    void commit();

    /**
     * Rolls back and runs the hooks, or rolls back to the savepoint. Has no effect if it has already ended, also by a
     * COMMIT that failed.
     *
     * @param why the failure that caused the rollback; failures of the rollback are added to it as suppressed
     */
    void rollBack(Throwable why);
}

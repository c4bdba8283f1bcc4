package io.datasafe.internal.scope;

/**
 * Observes a transaction, for objects that live as long as it does and hold what they read in it. Called on the
 * transaction's thread.
 */
public interface ScopeObserver {
    /** A savepoint was rolled back: rows that were read after it was set may have other values now. */
    void undone();

    /** The work has returned or thrown; COMMIT or ROLLBACK follows. */
    void ended();
}

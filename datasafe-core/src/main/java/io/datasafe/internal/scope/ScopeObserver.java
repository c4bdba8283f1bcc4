package io.datasafe.internal.scope;

/** What lives as long as a transaction, and must know when something of it is undone. Called on the transaction's thread. */
public interface ScopeObserver {
    /** A savepoint was rolled back: what was read since it was set may not be so any more. */
    void undone();

    /** The work has returned or thrown: what follows is COMMIT or ROLLBACK. */
    void ended();
}

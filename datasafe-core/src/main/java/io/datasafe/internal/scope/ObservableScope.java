package io.datasafe.internal.scope;

/** A transaction that reports its rollbacks to savepoints and its end. */
public interface ObservableScope {
    /**
     * Adds an observer.
     *
     * @param observer the observer
     * @throws IllegalStateException if the transaction has ended, or belongs to another thread
     */
    void accompany(ScopeObserver observer);

    /**
     * Removes an observer.
     *
     * @param observer the observer
     */
    void dismiss(ScopeObserver observer);
}

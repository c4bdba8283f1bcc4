package io.datasafe.internal.scope;

/** A transaction that can be accompanied. */
public interface ObservableScope {
    /**
     * Tells the companion of what happens from now on.
     *
     * @param companion who is told
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void accompany(ScopeObserver companion);

    /**
     * Tells the companion no more.
     *
     * @param companion who was told
     */
    void dismiss(ScopeObserver companion);
}

package io.datasafe.internal;

/** A transaction that can be accompanied. */
public interface CompanionHost {
    /**
     * Tells the companion of what happens from now on.
     *
     * @param companion who is told
     * @throws IllegalStateException after the end of the transaction, or on another thread
     */
    void accompany(TransactionCompanion companion);

    /**
     * Tells the companion no more.
     *
     * @param companion who was told
     */
    void dismiss(TransactionCompanion companion);
}

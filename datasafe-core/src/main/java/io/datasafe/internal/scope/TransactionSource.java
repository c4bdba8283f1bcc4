package io.datasafe.internal.scope;

/**
 * Begins transactions for callers that only announce the begin and the end, instead of passing the work as a function.
 */
public interface TransactionSource {
    /** {@return true if this thread has an open transaction, which connections of this source join} */
    boolean isOpen();

    /**
     * Begins a transaction and binds it to this thread, or sets a savepoint if the thread has an open transaction.
     *
     * @return the transaction or savepoint; the same thread must end it, the innermost first
     */
    OpenTransaction begin();
}

package io.datasafe.internal.scope;

/** Begins transactions for callers that are told of the begin and the end only, and have no piece of work to hand over. */
public interface TransactionSource {
    /** {@return whether this thread has a transaction open, which connections of it join} */
    boolean isOpen();

    /**
     * Begins a transaction, to which this thread is bound until its end; or sets a savepoint, if the thread has one open already.
     *
     * @return what has begun; the same thread ends it, the innermost first
     */
    OpenTransaction begin();
}

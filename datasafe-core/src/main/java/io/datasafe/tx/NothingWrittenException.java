package io.datasafe.tx;

/** COMMIT of a transaction that could not write got no answer: there is nothing to be unknown about, and the work can be run again. */
final class NothingWrittenException extends TransactionException {
    private static final long serialVersionUID = 1L;

    NothingWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}

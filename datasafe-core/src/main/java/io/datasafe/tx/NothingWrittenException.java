package io.datasafe.tx;

/** The reply to COMMIT was lost, but the transaction could not write. Nothing is unknown, and the work can be run again. */
final class NothingWrittenException extends TransactionException {
    private static final long serialVersionUID = 1L;

    NothingWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}

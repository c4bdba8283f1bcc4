package io.datasafe.internal.tx;

import org.jspecify.annotations.Nullable;

/** A transaction did not begin, and its connection, if it had one, is back in the pool or discarded. */
public final class NotBegunException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a transaction did not begin. */
    public enum Reason {
        /** Its deadline had passed before it asked for a connection. */
        TOO_LATE,
        /** Its deadline passed while it waited for a connection. */
        WAITED_TOO_LONG,
        /** The data source threw the cause instead of giving a connection. */
        NO_CONNECTION,
        /** The data source gave null. */
        NULL_CONNECTION,
        /** The data source leads to another product, which is the message. */
        NOT_POSTGRESQL,
        /** The driver or the server threw the cause when the connection was made ready. */
        REFUSED
    }

    private final Reason reason;

    private NotBegunException(Reason reason, @Nullable String product, @Nullable Throwable cause) {
        // No stack trace: the exception that the user sees has one.
        super(product, cause, true, false);
        this.reason = reason;
    }

    static NotBegunException because(Reason reason) {
        return new NotBegunException(reason, null, null);
    }

    static NotBegunException because(Reason reason, Throwable cause) {
        return new NotBegunException(reason, null, cause);
    }

    static NotBegunException notPostgresql(String product) {
        return new NotBegunException(Reason.NOT_POSTGRESQL, product, null);
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}

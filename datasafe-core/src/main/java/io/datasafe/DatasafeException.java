package io.datasafe;

import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that datasafe itself throws. What user code throws inside a transaction is rethrown as it is, never wrapped.
 *
 * <p>Messages hold names, SQLSTATEs and ids, never bind values nor the server's DETAIL; the driver's own exception is the cause.
 *
 * @since 0.1
 */
public abstract class DatasafeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The SQLSTATE behind this exception, if there is one. */
    private final @Nullable String sqlState;

    /**
     * Takes the SQLSTATE from the first {@link java.sql.SQLException} in the chain of {@code cause} that has one.
     *
     * @param message what happened, to what, and what to do
     * @param cause what led to it; null where datasafe found it itself
     */
    protected DatasafeException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = SqlState.of(cause);
    }

    /** {@return the five-character SQLSTATE behind this exception, or null where no SQL error is behind it} */
    public @Nullable String sqlState() {
        return sqlState;
    }
}

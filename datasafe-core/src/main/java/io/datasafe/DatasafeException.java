package io.datasafe;

import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of every exception that datasafe throws. What user code throws inside a transaction is rethrown
 * unchanged, never wrapped.
 *
 * <p>Messages hold names, SQLSTATEs and ids, never bind values or the server's DETAIL. The driver's exception is the
 * cause.
 *
 * @since 0.1
 */
public abstract class DatasafeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The SQLSTATE of the cause, or null. */
    private final @Nullable String sqlState;

    /**
     * Takes the SQLSTATE from the first {@link java.sql.SQLException} in the chain of {@code cause} that has one.
     *
     * @param message what happened, to what, and what to do
     * @param cause the cause; null if datasafe detected the problem itself
     */
    protected DatasafeException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = SqlState.of(cause);
    }

    /** {@return the five-character SQLSTATE of the SQL error behind this exception; null if there is none} */
    public @Nullable String sqlState() {
        return sqlState;
    }
}

package io.datasafe.sqlstate;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQLSTATEs that decide the outcome of a transaction, and predicates on them. Source: PostgreSQL's
 * {@code errcodes.txt} and its documentation, section 13.5 (Serialization Failure Handling). Sends nothing to the
 * database; thread-safe.
 *
 * @since 0.1
 */
public final class SqlState {
    /**
     * {@code serialization_failure}: the transaction lost against a concurrent one. A statement or COMMIT may raise it.
     */
    public static final String SERIALIZATION_FAILURE = "40001";

    /** {@code deadlock_detected}: the server chose this transaction as the victim. */
    public static final String DEADLOCK_DETECTED = "40P01";

    /** {@code statement_completion_unknown}: whether the statement took effect is unknown. */
    public static final String STATEMENT_COMPLETION_UNKNOWN = "40003";

    /** {@code in_failed_sql_transaction}: an earlier statement failed, and the transaction can only be rolled back. */
    public static final String IN_FAILED_TRANSACTION = "25P02";

    /** {@code query_canceled}: cancelled by a cancel request or by {@code statement_timeout}. */
    public static final String QUERY_CANCELED = "57014";

    /**
     * {@code idle_in_transaction_session_timeout}: the server ended the session between two statements, before it read
     * COMMIT.
     */
    public static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";

    /** FATAL errors outside class 08: the server ends the session after it has sent one. */
    private static final Set<String> FATAL = Set.of(
            IDLE_IN_TRANSACTION_TIMEOUT,
            "25P04",
            "57P01",
            "57P02",
            "57P03",
            "57P04",
            "57P05",
            STATEMENT_COMPLETION_UNKNOWN);

    /** Limits the search, because a chain of causes may be circular. */
    private static final int MAX_CAUSES = 100;

    private SqlState() {}

    /**
     * Finds the SQLSTATE of a failure.
     *
     * @param failure an exception, or null
     * @return the SQLSTATE of the first {@link SQLException} in the chain of causes that has one, or null
     */
    public static @Nullable String of(@Nullable Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < MAX_CAUSES; depth++, t = t.getCause()) {
            if (t instanceof SQLException e && e.getSQLState() != null) {
                return e.getSQLState();
            }
        }
        return null;
    }

    /**
     * Tells whether the transaction lost a conflict with another one, so that running the same work again from its
     * start can succeed.
     *
     * @param sqlState a SQLSTATE, or null
     * @return true for {@code 40001} and {@code 40P01}
     */
    public static boolean isConflict(@Nullable String sqlState) {
        return SERIALIZATION_FAILURE.equals(sqlState) || DEADLOCK_DETECTED.equals(sqlState);
    }

    /**
     * Tells whether the session or its connection is gone or cannot be trusted. Before COMMIT was sent, this means that
     * the transaction is rolled back. Afterwards it means that the outcome is unknown, except for {@code 25P03}, which
     * the server raises only before it reads COMMIT.
     *
     * @param sqlState a SQLSTATE, or null
     * @return true for null, class 08, and the FATAL states of classes 25, 40 and 57
     */
    public static boolean isSessionLost(@Nullable String sqlState) {
        return sqlState == null || sqlState.startsWith("08") || FATAL.contains(sqlState);
    }
}

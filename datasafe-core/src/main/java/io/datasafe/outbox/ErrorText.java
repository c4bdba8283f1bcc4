package io.datasafe.outbox;

import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * Describes a failure for the table: class names, SQLSTATE and the place in the code. It leaves out messages, because
 * they may hold addresses, tokens and payloads.
 */
final class ErrorText {
    private static final int MAX_CAUSES = 5;
    private static final int LONGEST = 1_000;

    private ErrorText() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        Throwable cause = failure.getCause();
        for (int depth = 1; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            text.append(", caused by ").append(cause.getClass().getName());
        }
        String sqlState = SqlState.of(failure);
        if (sqlState != null) {
            text.append(", SQLSTATE ").append(sqlState);
        }
        StackTraceElement[] stack = failure.getStackTrace();
        if (stack.length > 0) {
            text.append(", at ").append(stack[0]);
        }
        return text.toString();
    }

    /** Makes a text fit for the column: cuts it to 1,000 characters, and removes NUL, which PostgreSQL rejects. */
    static String storable(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String clean = text.replace("\0", "");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}

package io.datasafe.tx;

import io.datasafe.internal.tx.NotBegunException;
import io.datasafe.sqlstate.SqlState;
import java.util.Objects;

/** Makes the exceptions that say why a transaction did not begin. */
final class BeginFailures {
    private BeginFailures() {}

    static TransactionException of(TxOptions options, NotBegunException failure) {
        TransactionException said = say(options, failure);
        for (Throwable also : failure.getSuppressed()) {
            said.addSuppressed(also);
        }
        return said;
    }

    private static TransactionException say(TxOptions options, NotBegunException failure) {
        String title = options.title();
        Throwable cause = failure.getCause();
        return switch (failure.reason()) {
            case TOO_LATE -> notBegun(options, "");
            case WAITED_TOO_LONG -> notBegun(options, " while it waited for a connection");
            case NO_CONNECTION -> NoConnection.of(title, Objects.requireNonNull(cause));
            case NULL_CONNECTION -> NoConnection.ofNull(title, options.dataSource());
            case NOT_POSTGRESQL ->
                new TransactionException(
                        title + " could not begin: its data source leads to " + failure.getMessage()
                                + ", must lead to PostgreSQL",
                        null);
            case REFUSED ->
                new TransactionException(title + " could not begin (SQLSTATE " + SqlState.of(cause) + ")", cause);
        };
    }

    private static DeadlineExceededException notBegun(TxOptions options, String when) {
        return DeadlineExceededException.notBegun(options.title(), Objects.requireNonNull(options.deadline()), when);
    }
}

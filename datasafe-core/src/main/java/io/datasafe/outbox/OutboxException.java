package io.datasafe.outbox;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * The outbox cannot be used: a table is missing or has other columns, the role lacks a privilege, or the database
 * cannot be reached. Thrown to the caller of {@link Outbox} and of {@link OutboxReaderBuilder#start}. A running reader
 * does not throw it: it tries again and tells its listener.
 *
 * @since 0.1
 */
public final class OutboxException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    OutboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

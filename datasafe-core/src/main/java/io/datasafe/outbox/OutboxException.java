package io.datasafe.outbox;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * The outbox cannot be used: its table is missing or of another shape, the role lacks a privilege, or the database cannot be reached. Thrown
 * by the thread that asked; a reader that runs goes on trying instead and tells its listener.
 *
 * @since 0.1
 */
public final class OutboxException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    OutboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

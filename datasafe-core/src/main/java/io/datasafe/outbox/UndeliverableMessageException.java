package io.datasafe.outbox;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageHandler} throws it for a message that no further attempt can deliver, for example because its payload
 * cannot be parsed. The reader sets the message aside at once, and its topic continues.
 *
 * @since 0.1
 */
public final class UndeliverableMessageException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message the reason; not stored in the outbox, unless {@link OutboxReaderBuilder#describe} stores messages
     * @param cause the cause, or null
     */
    public UndeliverableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

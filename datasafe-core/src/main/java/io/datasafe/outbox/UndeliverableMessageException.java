package io.datasafe.outbox;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a {@link MessageHandler} for a message that no further attempt can deliver, say because its payload cannot be parsed: it is set
 * aside at once, and its topic goes on.
 *
 * @since 0.1
 */
public final class UndeliverableMessageException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why the message cannot be delivered.
     *
     * @param message why; not stored in the outbox, unless {@link OutboxReaderBuilder#describe} says so
     * @param cause what led to it, or null
     */
    public UndeliverableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

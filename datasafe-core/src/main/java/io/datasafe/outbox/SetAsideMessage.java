package io.datasafe.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was given up and waits for a human. Immutable.
 *
 * @param id its id
 * @param topic what it is about
 * @param payload the message itself
 * @param createdAt when it was written, by the database's clock
 * @param setAsideAt when it was set aside, by the database's clock
 * @param attempts how often it was tried
 * @param error how the last attempt failed, as {@link OutboxReaderBuilder#describe} put it; null if that was never recorded, since the
 *     process died each time
 * @since 0.1
 */
public record SetAsideMessage(
        long id,
        String topic,
        String payload,
        Instant createdAt,
        Instant setAsideAt,
        int attempts,
        @Nullable String error) {
    /** {@return all but the payload, which may hold what a log must not} */
    @Override
    public String toString() {
        return "SetAsideMessage[id=" + id + ", topic=" + topic + ", createdAt=" + createdAt + ", setAsideAt="
                + setAsideAt + ", attempts=" + attempts + ", error=" + error + "]";
    }
}

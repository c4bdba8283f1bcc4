package io.datasafe.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was set aside after its last attempt, and waits for an operator. Immutable.
 *
 * @param id the id
 * @param topic the topic
 * @param payload the content
 * @param createdAt the time of writing, by the database's clock
 * @param setAsideAt the time of setting aside, by the database's clock
 * @param attempts the number of attempts
 * @param error the last failure, as {@link OutboxReaderBuilder#describe} described it; null if it was never recorded,
 *     because the process died in every attempt
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
    /** {@return all components except the payload, which may hold secrets} */
    @Override
    public String toString() {
        return "SetAsideMessage[id=" + id + ", topic=" + topic + ", createdAt=" + createdAt + ", setAsideAt="
                + setAsideAt + ", attempts=" + attempts + ", error=" + error + "]";
    }
}

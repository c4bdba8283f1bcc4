package io.datasafe.outbox;

import java.time.Instant;

/**
 * A message for delivery. Immutable.
 *
 * @param id the id, unique in the outbox. A repeated delivery has the same id, so that the receiver can recognise it
 * @param topic the topic; messages of one topic are delivered in order
 * @param payload the content
 * @param createdAt the time of writing, by the database's clock
 * @param attempt the number of this delivery, 1 for the first. A delivery is not counted if the database could not be
 *     reached to record its end
 * @since 0.1
 */
public record Message(long id, String topic, String payload, Instant createdAt, int attempt) {
    /** {@return all components except the payload, which may hold secrets} */
    @Override
    public String toString() {
        return "Message[id=" + id + ", topic=" + topic + ", createdAt=" + createdAt + ", attempt=" + attempt + "]";
    }
}

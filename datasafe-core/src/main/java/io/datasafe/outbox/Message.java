package io.datasafe.outbox;

import java.time.Instant;

/**
 * A message that is to be delivered. Immutable.
 *
 * @param id its id, unique in the outbox; the same when it is delivered again, so that who receives it can tell
 * @param topic what it is about
 * @param payload the message itself
 * @param createdAt when it was written, by the database's clock
 * @param attempt which delivery this is, as far as is known: 1 for the first. A delivery whose end was not recorded, as the database could
 *     not be reached, is not counted
 * @since 0.1
 */
public record Message(long id, String topic, String payload, Instant createdAt, int attempt) {
    /** {@return all but the payload, which may hold what a log must not} */
    @Override
    public String toString() {
        return "Message[id=" + id + ", topic=" + topic + ", createdAt=" + createdAt + ", attempt=" + attempt + "]";
    }
}

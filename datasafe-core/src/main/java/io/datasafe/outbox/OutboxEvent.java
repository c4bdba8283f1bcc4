package io.datasafe.outbox;

import io.datasafe.event.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a reader of the outbox, or to a bell that wakes readers up. Holds ids and topics of messages, never a payload.
 *
 * @since 0.1
 */
public sealed interface OutboxEvent extends Event {
    /** {@return the name of the reader, or the channel of the bell} */
    String name();

    /**
     * The reader holds the lease of its name from now on, and delivers.
     *
     * @param name the name of the reader
     * @param abandoned whether the holder before did not give it back: it died, hung, or was cut off, perhaps in the middle of a message. The
     *     first messages are then delivered and deleted one by one, each attempt counted before it is made
     */
    record LeaseTaken(String name, boolean abandoned) implements OutboxEvent {}

    /**
     * The reader did not renew its lease in time, and another process has taken it. What the reader had read and not delivered is the other
     * one's business now. What it had delivered and not deleted may be delivered twice.
     *
     * @param name the name of the reader
     */
    record LeaseLost(String name) implements OutboxEvent {}

    /**
     * The handler returned: the message is delivered, and about to be deleted.
     *
     * @param name the name of the reader
     * @param id the message
     * @param topic its topic
     * @param attempt the attempt, 1 for the first
     * @param elapsed how long the handler took
     */
    record Delivered(String name, long id, String topic, int attempt, Duration elapsed) implements OutboxEvent {}

    /**
     * The handler threw. The message will be delivered again, and its topic waits for it.
     *
     * @param name the name of the reader
     * @param id the message
     * @param topic its topic
     * @param attempt the attempt that failed
     * @param cause what the handler threw
     * @param backoff the pause before the next attempt, chosen with full jitter
     */
    record AttemptFailed(String name, long id, String topic, int attempt, Throwable cause, Duration backoff)
            implements OutboxEvent {}

    /**
     * A message was set aside: it stays in the table until a human decides, and its topic goes on without it.
     *
     * @param name the name of the reader
     * @param id the message
     * @param topic its topic
     * @param attempts how often it was tried
     * @param cause what the handler threw last; null if the attempts were used up by readers that died over it
     */
    record SetAside(
            String name,
            long id,
            String topic,
            int attempts,
            @Nullable Throwable cause) implements OutboxEvent {}

    /**
     * The reader could not work with the database, and tries again after a pause. Nothing is lost meanwhile.
     *
     * @param name the name of the reader
     * @param failures how many times in a row, 1 for the first
     * @param cause what failed
     * @param backoff the pause, chosen with full jitter
     */
    record DatabaseFailed(String name, int failures, Throwable cause, Duration backoff) implements OutboxEvent {}

    /**
     * The reader works with the database again.
     *
     * @param name the name of the reader
     * @param failures how many times in a row it had failed
     */
    record DatabaseBack(String name, int failures) implements OutboxEvent {}

    /**
     * The reader listens for notifications.
     *
     * @param name the name of the reader
     * @param channel the channel
     */
    record Listening(String name, String channel) implements OutboxEvent {}

    /**
     * The reader does not hear notifications at the moment. It goes on polling, and tries to listen again after a pause.
     *
     * @param name the name of the reader
     * @param failures how many times in a row, 1 for the first
     * @param cause what failed
     * @param backoff the pause, chosen with full jitter
     */
    record ListeningFailed(String name, int failures, Throwable cause, Duration backoff) implements OutboxEvent {}

    /**
     * {@code close()} has given up waiting: the reader's thread still runs, in a handler that ignores its interrupt, or waiting for a
     * connection. It ends when that returns.
     *
     * @param name the name of the reader
     * @param waited how long {@code close()} waited
     */
    record CloseTimedOut(String name, Duration waited) implements OutboxEvent {}

    /**
     * A bell has sent its {@code NOTIFY}.
     *
     * @param name the channel
     * @param rings how many calls of {@code ring()} this one stands for
     */
    record Rung(String name, long rings) implements OutboxEvent {}

    /**
     * A bell could not send its {@code NOTIFY}. It is dropped: readers find the messages when they poll.
     *
     * @param name the channel
     * @param rings how many calls of {@code ring()} it stood for
     * @param cause what failed
     */
    record RingFailed(String name, long rings, Throwable cause) implements OutboxEvent {}
}

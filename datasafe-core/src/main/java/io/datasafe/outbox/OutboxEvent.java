package io.datasafe.outbox;

import io.datasafe.event.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of an {@link OutboxReader} or an {@link OutboxBell}. It holds ids and topics of messages, never a payload.
 *
 * @since 0.1
 */
public sealed interface OutboxEvent extends Event {
    /** {@return the name of the reader, or the channel of the bell} */
    String name();

    /**
     * The reader has taken the lease of its name, and starts to deliver.
     *
     * @param name the name of the reader
     * @param abandoned true if the previous holder did not give back the lease: it died, hung or was cut off, perhaps
     *     while it handled a message. The reader then delivers and deletes the first messages one by one, and counts
     *     each attempt before it makes it
     */
    record LeaseTaken(String name, boolean abandoned) implements OutboxEvent {}

    /**
     * The reader did not renew its lease in time, and another process has taken it. That process now delivers the
     * messages that this reader read and did not deliver. Messages that this reader delivered and did not delete may be
     * delivered twice.
     *
     * @param name the name of the reader
     */
    record LeaseLost(String name) implements OutboxEvent {}

    /**
     * The handler returned. The message is delivered, and the reader is about to delete it.
     *
     * @param name the name of the reader
     * @param id the id of the message
     * @param topic the topic of the message
     * @param attempt the number of the attempt, 1 for the first
     * @param elapsed the time that the handler took
     */
    record Delivered(String name, long id, String topic, int attempt, Duration elapsed) implements OutboxEvent {}

    /**
     * The handler threw. The reader will deliver the message again, and its topic waits for it.
     *
     * @param name the name of the reader
     * @param id the id of the message
     * @param topic the topic of the message
     * @param attempt the number of the attempt that failed
     * @param cause what the handler threw
     * @param backoff the pause before the next attempt, drawn with full jitter
     */
    record AttemptFailed(String name, long id, String topic, int attempt, Throwable cause, Duration backoff)
            implements OutboxEvent {}

    /**
     * A message was set aside. It stays in the table until an operator decides, and its topic continues without it.
     *
     * @param name the name of the reader
     * @param id the id of the message
     * @param topic the topic of the message
     * @param attempts the number of attempts
     * @param cause what the handler threw last; null if readers died during the last attempts
     */
    record SetAside(
            String name,
            long id,
            String topic,
            int attempts,
            @Nullable Throwable cause) implements OutboxEvent {}

    /**
     * A statement of the reader failed. The reader tries again after a pause. No message is lost.
     *
     * @param name the name of the reader
     * @param failures the number of consecutive failures, 1 for the first
     * @param cause the failure
     * @param backoff the pause, drawn with full jitter
     */
    record DatabaseFailed(String name, int failures, Throwable cause, Duration backoff) implements OutboxEvent {}

    /**
     * The statements of the reader succeed again.
     *
     * @param name the name of the reader
     * @param failures the number of consecutive failures before
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
     * The reader receives no notifications at the moment. It continues to poll, and tries to listen again after a
     * pause.
     *
     * @param name the name of the reader
     * @param failures the number of consecutive failures, 1 for the first
     * @param cause the failure
     * @param backoff the pause, drawn with full jitter
     */
    record ListeningFailed(String name, int failures, Throwable cause, Duration backoff) implements OutboxEvent {}

    /**
     * {@code close()} stopped waiting for the reader's thread. The thread still runs a handler that ignores its
     * interrupt, or waits for a connection. It ends when that call returns.
     *
     * @param name the name of the reader
     * @param waited the time that {@code close()} waited
     */
    record CloseTimedOut(String name, Duration waited) implements OutboxEvent {}

    /**
     * A bell has sent a {@code NOTIFY}.
     *
     * @param name the channel
     * @param rings the number of calls of {@code ring()} that this one combines
     */
    record Rung(String name, long rings) implements OutboxEvent {}

    /**
     * A bell could not send a {@code NOTIFY}. It drops it: the readers find the messages at their next poll.
     *
     * @param name the channel
     * @param rings the number of calls of {@code ring()} that it combined
     * @param cause the failure
     */
    record RingFailed(String name, long rings, Throwable cause) implements OutboxEvent {}
}

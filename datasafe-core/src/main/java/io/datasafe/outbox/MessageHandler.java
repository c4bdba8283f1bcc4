package io.datasafe.outbox;

/**
 * Delivers messages. Called on the reader's thread, one message at a time, with no connection held and no transaction open.
 *
 * <p>A message may be delivered more than once: after a crash, after a lost lease, or when a delivery that failed had an effect. Make it
 * idempotent by {@link Message#id}, or let the receiver do so.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Delivers one message. Returning says that it is delivered for good, and it is deleted.
     *
     * <p>Must take less time than half the reader's lease, else another process may deliver the same message meanwhile: bound what it waits for.
     *
     * @param message the message
     * @throws Exception if it is not delivered: it is tried again after a pause, and its topic waits, until it is set aside. Errors count too.
     *     {@link UndeliverableMessageException} sets it aside at once
     */
    void handle(Message message) throws Exception;
}

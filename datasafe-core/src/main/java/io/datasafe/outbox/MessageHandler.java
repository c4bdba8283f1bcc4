package io.datasafe.outbox;

/**
 * Delivers messages. The reader calls it on its thread, one message at a time, without holding a connection and outside
 * any transaction.
 *
 * <p>A message may be delivered more than once: after a crash, after a lost lease, or after an attempt that failed but
 * had an effect. Make delivery idempotent by {@link Message#id}, or make sure the receiver is.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Delivers one message. When this method returns, the message counts as delivered, and the reader deletes it.
     *
     * <p>It must take less than half of the reader's lease, or another process may deliver the same message meanwhile.
     * Set timeouts on everything that it waits for.
     *
     * @param message the message
     * @throws Exception if the message was not delivered. The reader tries again after a pause, while the rest of the
     *     topic waits, and finally sets the message aside. Errors have the same effect.
     *     {@link UndeliverableMessageException} sets the message aside at once
     */
    void handle(Message message) throws Exception;
}

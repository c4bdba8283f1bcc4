package io.datasafe.outbox;

import java.time.Duration;

/**
 * The number of messages in the outbox. Immutable.
 *
 * @param waiting the number of messages that wait for delivery
 * @param setAside the number of messages that were set aside and wait for an operator
 * @param age the age of the oldest message that waits for delivery, by the database's clock; zero if there is none
 * @since 0.1
 */
public record Backlog(long waiting, long setAside, Duration age) {}

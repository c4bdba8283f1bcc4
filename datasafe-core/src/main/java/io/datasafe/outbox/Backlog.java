package io.datasafe.outbox;

import java.time.Duration;

/**
 * How much is in the outbox. Immutable.
 *
 * @param waiting how many messages wait for delivery
 * @param setAside how many messages wait for a human
 * @param age how long ago the oldest message that waits for delivery was written, by the database's clock; zero if there is none
 * @since 0.1
 */
public record Backlog(long waiting, long setAside, Duration age) {}

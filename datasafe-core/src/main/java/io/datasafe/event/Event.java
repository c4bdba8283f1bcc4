package io.datasafe.event;

/**
 * Something that datasafe did or met, with the reason. Immutable; made only when a {@link DatasafeListener} is there to receive it.
 *
 * <p>Each capability declares its events in its own package: {@code TransactionEvent}, {@code LoadEvent}, {@code OutboxEvent}, {@code
 * WatchEvent}. The interface is open, so that a new capability adds events without a change here: give a {@code switch} over events a
 * {@code default} branch.
 *
 * @since 0.1
 */
public interface Event {}

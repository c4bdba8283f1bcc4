package io.datasafe.event;

/**
 * Something that datasafe did or detected, with the reason. Immutable. datasafe creates events only for a
 * {@link DatasafeListener}, and for its log if there is none.
 *
 * <p>Each capability declares its events in its own package: {@code TransactionEvent}, {@code LoadEvent},
 * {@code OutboxEvent}, {@code WatchEvent}. The interface is open, so that a new capability can add events without a
 * change here: give a {@code switch} over events a {@code default} branch.
 *
 * @since 0.1
 */
public interface Event {}

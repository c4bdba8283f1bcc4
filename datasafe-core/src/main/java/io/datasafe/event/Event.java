package io.datasafe.event;

/**
 * Something that datasafe did or met, with the reason. Immutable; made only when a {@link DatasafeListener} is there to receive it.
 *
 * @since 0.1
 */
public sealed interface Event permits TransactionEvent, OutboxEvent, LoadEvent, WatchEvent {}

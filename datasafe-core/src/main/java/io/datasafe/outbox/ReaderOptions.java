package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The settings of an {@link OutboxReader}. */
record ReaderOptions(
        DataSource dataSource,
        MessageHandler handler,
        TableName table,
        String name,
        Set<String> topics,
        int batch,
        Duration poll,
        Duration lease,
        int attempts,
        Backoff backoff,
        Duration closeWithin,
        Function<? super Throwable, @Nullable String> describe,
        ThreadFactory threads,
        @Nullable DatasafeListener listener,
        @Nullable DataSource direct,
        String channel,
        LongSupplier nanoTime) {}

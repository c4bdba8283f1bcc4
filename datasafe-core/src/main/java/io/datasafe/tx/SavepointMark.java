package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/** What a transaction was like when a savepoint was set. */
record SavepointMark(
        int savepoint,
        @Nullable RegisteredHook lastHook,
        int messages,
        @Nullable Throwable doom,
        @Nullable Throwable firstFailure) {}

package io.datasafe.benchmarks.faults;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Holds the answer to COMMIT: the server has committed, and the client waits until the connection is cut. */
final class HeldReply implements Sabotage {
    private static final long PATIENCE_SECONDS = 60;

    private final FaultProxy proxy;
    private final CompletableFuture<Hold> armed = new CompletableFuture<>();

    HeldReply(FaultProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        armed.complete(proxy.link(connection).on(Trigger.commitReply()).hold());
    }

    /** Waits until the server has committed. */
    void awaitCommit() {
        armed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().await();
    }

    @Override
    public boolean finish() {
        return armed.isDone() && armed.join().hits() > 0;
    }
}

package io.datasafe.benchmarks.faults;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Holds a message until the connection is cut, and the client with it. */
final class Held implements Sabotage {
    private static final long PATIENCE_SECONDS = 60;

    private final FaultProxy proxy;
    private final Trigger trigger;
    private final CompletableFuture<Hold> armed = new CompletableFuture<>();

    Held(FaultProxy proxy, Trigger trigger) {
        this.proxy = proxy;
        this.trigger = trigger;
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        armed.complete(proxy.link(connection).on(trigger).hold());
    }

    /** Waits until it holds the message. */
    void await() {
        armed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().await();
    }

    @Override
    public boolean finish() {
        return armed.isDone() && armed.join().hits() > 0;
    }
}

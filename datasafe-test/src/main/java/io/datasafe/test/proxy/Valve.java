package io.datasafe.test.proxy;

import java.util.function.BooleanSupplier;

/** Shut, it lets nothing flow through the proxy. */
final class Valve {
    private final Signal signal;
    private volatile boolean shut;

    Valve(Signal signal) {
        this.signal = signal;
    }

    void shut() {
        signal.change(() -> shut = true);
    }

    void open() {
        signal.change(() -> shut = false);
    }

    /** Makes whoever waits ask again whether to give up. */
    void wake() {
        signal.change(() -> {});
    }

    /** Waits until the valve is open, or {@code abandoned}. */
    void awaitOpen(BooleanSupplier abandoned) {
        if (shut) {
            signal.await(() -> !shut || abandoned.getAsBoolean());
        }
    }
}

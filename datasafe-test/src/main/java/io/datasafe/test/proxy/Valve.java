package io.datasafe.test.proxy;

import java.util.function.BooleanSupplier;

/** A valve for the traffic of a proxy: while it is shut, nothing flows. */
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

    /** Makes waiting threads check again whether to give up. */
    void wake() {
        signal.change(() -> {});
    }

    /** Waits until the valve is open, or until {@code abandoned} is true. */
    void awaitOpen(BooleanSupplier abandoned) {
        if (shut) {
            signal.await(() -> !shut || abandoned.getAsBoolean());
        }
    }
}

package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link Fault} that holds messages until the test releases them, so that the test can act at exactly that moment
 * without a sleep.
 *
 * <pre>{@code
 * Hold commit = proxy.on(Trigger.commitSent()).hold();
 * Future<?> payment = executor.submit(() -> service.pay(order));
 * commit.await();                       // the COMMIT is in the proxy: the server has not seen it
 * assertThat(paidOrders()).isEmpty();
 * commit.release();
 * payment.get();
 * }</pre>
 *
 * <p>While a message is held, everything behind it in the same direction of its connection waits too, even the end of
 * the connection; the other direction flows. Closing the proxy, or cutting or resetting the connection, discards the
 * held message. Thread-safe.
 *
 * @since 0.1
 */
public final class Hold extends Fault {
    private final Signal signal;
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean released;

    Hold(FaultBuilder rule, Signal signal) {
        super(rule, "hold", signal, (wire, direction) -> {});
        this.signal = signal;
    }

    /**
     * Waits until a message is held, for at most 10 seconds.
     *
     * @throws AssertionError if no message is held by then, or the thread is interrupted
     */
    public void await() {
        await(PATIENCE);
    }

    /**
     * Waits until a message is held.
     *
     * @param within the longest wait
     * @throws AssertionError if no message is held by then, or the thread is interrupted
     */
    public void await(Duration within) {
        if (!signal.await(() -> held.get() > 0, within)) {
            throw new AssertionError(
                    "Fault \"" + this + "\" held no message within " + within + ": no such message passed the proxy");
        }
    }

    /** {@return the number of messages held now: at most one per direction of each connection} */
    public int held() {
        return held.get();
    }

    /** Releases the held messages, and holds no more. Calling it again does nothing. */
    public void release() {
        signal.change(() -> released = true);
        super.cancel();
    }

    /** Does the same as {@link #release()}. */
    @Override
    public void cancel() {
        release();
    }

    @Override
    void act(Link link, Direction direction) {
        signal.change(held::incrementAndGet);
        done();
        signal.await(() -> released || link.isDeaf(direction));
        signal.change(held::decrementAndGet);
    }
}

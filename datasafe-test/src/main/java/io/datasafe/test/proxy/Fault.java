package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a {@link FaultProxy}: it acts when a chosen message passes, counts how often it has acted, and lets a test
 * wait for that. Made with {@link FaultProxy#on} or {@link Link#on}. Thread-safe.
 *
 * @since 0.1
 */
public sealed class Fault permits Hold {
    /** The default time that a test waits for something that should happen at once. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String description;
    private final Trigger trigger;
    private final long skip;
    private final long times;
    private final @Nullable Link only;
    private final Signal signal;
    private final FaultAction action;
    private long seen;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean cancelled;

    Fault(FaultBuilder rule, String verb, Signal signal, FaultAction action) {
        this.description = rule.trigger() + ": " + verb;
        this.trigger = rule.trigger();
        this.skip = rule.skipped();
        this.times = rule.limit();
        this.only = rule.link();
        this.signal = signal;
        this.action = action;
    }

    /**
     * {@return the number of times that the rule has acted or begun to act; counted before the effect is visible,
     * without skipped messages}
     */
    public final long hits() {
        return begun.get();
    }

    /**
     * Waits until the rule has acted once and its action is complete, for at most 10 seconds. For a {@link Hold}: until
     * it holds a message.
     *
     * @throws AssertionError if the rule has not acted by then, or the thread is interrupted
     */
    public final void awaitHit() {
        awaitHits(1, PATIENCE);
    }

    /**
     * Waits until the rule has acted {@code count} times and the actions are complete.
     *
     * @param count the number of times since the rule was made
     * @param within the longest wait
     * @throws AssertionError if the rule has not acted so often by then, or the thread is interrupted
     */
    public final void awaitHits(long count, Duration within) {
        if (!signal.await(() -> done.get() >= count, within)) {
            throw new AssertionError("Fault \"" + this + "\" acted " + done.get() + " times within " + within + ", not "
                    + count + " times: too few such messages passed the proxy");
        }
    }

    /** Ends the rule: it acts no more. What it has done stays done. Calling it again does nothing. */
    public void cancel() {
        signal.change(() -> cancelled = true);
    }

    /** {@return the trigger and the action} */
    @Override
    public final String toString() {
        return description;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    /** Tells whether the rule acts on this message. If so, {@link #act} must follow. */
    final boolean strikes(Link link, ProtocolEvent passing) {
        if (cancelled || only != null && only != link || !trigger.matches(passing)) {
            return false;
        }
        boolean[] struck = new boolean[1];
        signal.change(() -> {
            seen++;
            struck[0] = seen > skip && begun.get() < times && !cancelled;
            begun.addAndGet(struck[0] ? 1 : 0);
        });
        return struck[0];
    }

    /** Acts, and then tells waiting threads. */
    void act(Link link, Direction direction) {
        action.act(link.wire(), direction);
        done();
    }

    final void done() {
        signal.change(done::incrementAndGet);
    }
}

package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a {@link FaultProxy}: what it does when a chosen message goes by, how often it has done so, and a way to wait until it has. Made with
 * {@link FaultProxy#on} or {@link Link#on}. Thread-safe.
 *
 * @since 0.1
 */
public sealed class Fault permits Hold {
    /** How long a test waits for what should happen at once, unless it says otherwise. */
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

    /** {@return how often the rule has acted or begun to; counted before anybody can notice, skipped messages are not} */
    public final long hits() {
        return begun.get();
    }

    /**
     * Waits until the rule has acted once and its deed is done, for at most 10 seconds. For a {@link Hold}: until it holds.
     *
     * @throws AssertionError if it has not acted by then, or the thread is interrupted
     */
    public final void awaitHit() {
        awaitHits(1, PATIENCE);
    }

    /**
     * Waits until the rule has acted {@code count} times and the deeds are done.
     *
     * @param count how often, since the rule was made
     * @param within how long to wait at most
     * @throws AssertionError if it has not acted so often by then, or the thread is interrupted
     */
    public final void awaitHits(long count, Duration within) {
        if (!signal.await(() -> done.get() >= count, within)) {
            throw new AssertionError("Fault \"" + this + "\" acted " + done.get() + " times within " + within + ", not "
                    + count + " times: no such message went by through the proxy");
        }
    }

    /** Ends the rule: it acts no more. What it has done stays done; a second call does nothing. */
    public void cancel() {
        signal.change(() -> cancelled = true);
    }

    /** {@return the trigger and what is done} */
    @Override
    public final String toString() {
        return description;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    /** Whether the rule acts on this message; if so, {@link #act} must follow. */
    final boolean strikes(Link link, Passing passing) {
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

    /** Acts, and then tells those who wait. */
    void act(Link link, Direction direction) {
        action.act(link.wire(), direction);
        done();
    }

    final void done() {
        signal.change(done::incrementAndGet);
    }
}

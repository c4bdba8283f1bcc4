package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how often a {@link FaultProxy} acts and what it does; the last call of the sentence makes the rule and puts it in force.
 *
 * <pre>{@code
 * proxy.on(Trigger.commitReply()).drop();                       // the first time
 * proxy.on(Trigger.connect()).times(3).reset();                 // the first three times
 * proxy.on(Trigger.statement()).skip(4).always().delay(Duration.ofMillis(20));   // from the fifth on
 * }</pre>
 *
 * <p>A rule acts once unless told otherwise. Rules are asked in the order in which they were made, and several can act on one message. Immutable: each method
 * gives a new builder. Thread-safe.
 *
 * @since 0.1
 */
public final class FaultBuilder {
    private final Trigger trigger;
    private final @Nullable Link link;
    private final Signal signal;
    private final Consumer<Fault> install;
    private final long skip;
    private final long times;

    FaultBuilder(Trigger trigger, @Nullable Link link, Signal signal, Consumer<Fault> install) {
        this(trigger, link, signal, install, 0, 1);
    }

    private FaultBuilder(
            Trigger trigger, @Nullable Link link, Signal signal, Consumer<Fault> install, long skip, long times) {
        this.trigger = trigger;
        this.link = link;
        this.signal = signal;
        this.install = install;
        this.skip = skip;
        this.times = times;
    }

    /**
     * Acts the first time and never again. This is the default.
     *
     * @return a builder
     */
    public FaultBuilder once() {
        return times(1);
    }

    /**
     * Acts the first {@code count} times.
     *
     * @param count at least 1
     * @return a builder
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public FaultBuilder times(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("times " + count + " is less than 1: a rule acts at least once");
        }
        return new FaultBuilder(trigger, link, signal, install, skip, count);
    }

    /**
     * Acts every time, until {@link Fault#cancel()}.
     *
     * @return a builder
     */
    public FaultBuilder always() {
        return times(Long.MAX_VALUE);
    }

    /**
     * Lets the first {@code count} messages go by untouched. Default 0. Counted from when the rule is made.
     *
     * @param count at least 0
     * @return a builder
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public FaultBuilder skip(long count) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "skip " + count + " is negative: use 0 to act from the first message on");
        }
        return new FaultBuilder(trigger, link, signal, install, count, times);
    }

    /**
     * Delays the message, and with it all that follows in its direction, by this much more than the proxy's own delay.
     *
     * @param extra at least zero
     * @return the rule, in force
     * @throws IllegalArgumentException if {@code extra} is negative
     */
    public Fault delay(Duration extra) {
        Delays.check("extra delay", extra);
        return install("delay by " + extra, (wire, direction) -> wire.delayFromHere(direction, extra));
    }

    /**
     * Swallows the message and all that follows in its direction, also the end of the connection, as a broken network does: the receiver hears nothing more
     * and both connections stay open. The other direction flows on. What {@link Link#cut()} or closing the proxy does still reaches both sides.
     *
     * @return the rule, in force
     */
    public Fault drop() {
        return install("drop", Wire::drop);
    }

    /**
     * Ends the connection in order (FIN) on both sides instead of letting the message go by.
     *
     * @return the rule, in force
     */
    public Fault cut() {
        return install("cut", (wire, direction) -> wire.cut());
    }

    /**
     * Leaves the client half-open instead of letting the message go by: the server's side is ended in order (FIN), so that its backend ends; the client's side
     * stays open and hears nothing more.
     *
     * @return the rule, in force
     */
    public Fault cutServer() {
        return install("cut the server's side", (wire, direction) -> wire.cutServer());
    }

    /**
     * Leaves the server half-open instead of letting the message go by: the client's side is ended in order (FIN); the server's side stays open and hears
     * nothing more, so that its backend keeps its transaction and its locks.
     *
     * @return the rule, in force
     */
    public Fault cutClient() {
        return install("cut the client's side", (wire, direction) -> wire.cutClient());
    }

    /**
     * Resets the connection (RST) on both sides instead of letting the message go by.
     *
     * @return the rule, in force
     */
    public Fault reset() {
        return install("reset", (wire, direction) -> wire.reset());
    }

    /**
     * Lets the message go by and counts it, for {@link Fault#hits()} and {@link Fault#awaitHit()}.
     *
     * @return the rule, in force
     */
    public Fault watch() {
        return install("watch", (wire, direction) -> {});
    }

    /**
     * Holds the message until {@link Hold#release()}.
     *
     * @return the rule, in force
     */
    public Hold hold() {
        Hold hold = new Hold(this, signal);
        install.accept(hold);
        return hold;
    }

    private Fault install(String verb, FaultAction action) {
        Fault fault = new Fault(this, verb, signal, action);
        install.accept(fault);
        return fault;
    }

    Trigger trigger() {
        return trigger;
    }

    @Nullable
    Link link() {
        return link;
    }

    long skipped() {
        return skip;
    }

    long limit() {
        return times;
    }
}

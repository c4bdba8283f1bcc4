package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says how often a {@link FaultProxy} acts and what it does. The last call of the chain creates the rule and activates
 * it.
 *
 * <pre>{@code
 * proxy.on(Trigger.commitReply()).drop();                       // the first time
 * proxy.on(Trigger.connect()).times(3).reset();                 // the first three times
 * proxy.on(Trigger.statement()).skip(4).always().delay(Duration.ofMillis(20));   // from the fifth on
 * }</pre>
 *
 * <p>By default a rule acts once. Rules are checked in the order in which they were made, and several can act on one
 * message. Immutable and thread-safe: each method returns a new builder.
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
     * @return a new builder
     */
    public FaultBuilder once() {
        return times(1);
    }

    /**
     * Acts the first {@code count} times.
     *
     * @param count at least 1
     * @return a new builder
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
     * @return a new builder
     */
    public FaultBuilder always() {
        return times(Long.MAX_VALUE);
    }

    /**
     * Lets the first {@code count} messages pass untouched. Default 0. Counting begins when the rule is made.
     *
     * @param count at least 0
     * @return a new builder
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
     * Delays the message and everything behind it in its direction, in addition to the proxy's own delay.
     *
     * @param extra zero to 1 hour
     * @return the active rule
     * @throws IllegalArgumentException if {@code extra} is negative or longer
     */
    public Fault delay(Duration extra) {
        Delays.check("extra delay", extra);
        return install("delay by " + extra, (wire, direction) -> wire.delayFromHere(direction, extra));
    }

    /**
     * Swallows the message and everything that follows in its direction, even the end of the connection, as a broken
     * network does. The receiver hears nothing more, and both connections stay open. The other direction still flows.
     * {@link Link#cut()} and closing the proxy still reach both sides.
     *
     * @return the active rule
     */
    public Fault drop() {
        return install("drop", Wire::drop);
    }

    /**
     * Closes the connection on both sides (FIN) instead of passing the message.
     *
     * @return the active rule
     */
    public Fault cut() {
        return install("cut", (wire, direction) -> wire.cut());
    }

    /**
     * Leaves the client half-open instead of passing the message. The server's side is closed (FIN), so its backend
     * ends; the client's side stays open and hears nothing more.
     *
     * @return the active rule
     */
    public Fault cutServer() {
        return install("cut the server's side", (wire, direction) -> wire.cutServer());
    }

    /**
     * Leaves the server half-open instead of passing the message. The client's side is closed (FIN); the server's side
     * stays open and hears nothing more, so its backend keeps its transaction and its locks.
     *
     * @return the active rule
     */
    public Fault cutClient() {
        return install("cut the client's side", (wire, direction) -> wire.cutClient());
    }

    /**
     * Resets the connection (RST) on both sides instead of passing the message.
     *
     * @return the active rule
     */
    public Fault reset() {
        return install("reset", (wire, direction) -> wire.reset());
    }

    /**
     * Passes the message and counts it, for {@link Fault#hits()} and {@link Fault#awaitHit()}.
     *
     * @return the active rule
     */
    public Fault watch() {
        return install("watch", (wire, direction) -> {});
    }

    /**
     * Holds the message until {@link Hold#release()}.
     *
     * @return the active rule
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

package io.datasafe.benchmarks.faults;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds COMMIT until the client's socket timeout has ended its wait, and a while longer; but not until after the client
 * has answered. Then COMMIT reaches the server, as a packet does that was stuck in the network.
 */
final class LateCommit implements Sabotage {
    /** The client's patience with COMMIT, which is the only message that it holds for. */
    private static final int TIMEOUT_MILLIS = 50;

    private static final int RACE_MILLIS = 50;

    /** For a client that waits for the held transaction before it comes to its work. */
    private static final int LATEST_MILLIS = 2_000;

    private final FaultProxy proxy;
    private final ScheduledExecutorService clock;
    private final long millis;
    private final boolean untilAgain;
    private @Nullable Hold commit;
    private @Nullable Future<?> timer;

    private LateCommit(FaultProxy proxy, ScheduledExecutorService clock, long millis, boolean untilAgain) {
        this.proxy = proxy;
        this.clock = clock;
        this.millis = millis;
        this.untilAgain = untilAgain;
    }

    /** Holds it until the client begins to run the work again. */
    static LateCommit untilAgain(FaultProxy proxy, ScheduledExecutorService clock) {
        return new LateCommit(proxy, clock, LATEST_MILLIS, true);
    }

    /** Holds it for a time: {@code chance} is 0 for the end of the timeout, and nearly 1 for the latest moment. */
    static LateCommit racing(FaultProxy proxy, ScheduledExecutorService clock, double chance) {
        return new LateCommit(proxy, clock, Math.round(TIMEOUT_MILLIS + chance * RACE_MILLIS), false);
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        Hold hold = proxy.link(connection).on(Trigger.commitSent()).hold();
        commit = hold;
        connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
        timer = clock.schedule(() -> release(hold), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void again() {
        if (commit != null && untilAgain) {
            release(commit);
        }
    }

    @Override
    public boolean finish() {
        if (timer != null) {
            timer.cancel(false);
        }
        return commit != null && release(commit);
    }

    /** The client may give up before the proxy has so much as seen COMMIT. {@return whether it has been held} */
    private static boolean release(Hold hold) {
        try {
            hold.awaitHit();
        } catch (AssertionError e) {
            // The transaction failed before COMMIT.
            return false;
        } finally {
            hold.release();
        }
        return true;
    }
}

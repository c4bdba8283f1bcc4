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
 * Holds COMMIT until the client's socket timeout has ended its wait and it begins to run the work again, or for a time; and until it has answered at the latest. Then
 * COMMIT reaches the server, as a packet does that was stuck in the network.
 */
final class LateCommit implements Sabotage {
    /** The client's patience with COMMIT, which is the only message that it holds for. */
    private static final int TIMEOUT_MILLIS = 50;

    private static final int RACE_MILLIS = 50;

    private final FaultProxy proxy;
    private final @Nullable ScheduledExecutorService clock;
    private final double chance;
    private @Nullable Hold commit;
    private @Nullable Future<?> timer;

    private LateCommit(FaultProxy proxy, @Nullable ScheduledExecutorService clock, double chance) {
        this.proxy = proxy;
        this.clock = clock;
        this.chance = chance;
    }

    static LateCommit untilItIsTooLate(FaultProxy proxy) {
        return new LateCommit(proxy, null, 0);
    }

    static LateCommit racing(FaultProxy proxy, ScheduledExecutorService clock, double chance) {
        return new LateCommit(proxy, clock, chance);
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        Hold hold = proxy.link(connection).on(Trigger.commitSent()).hold();
        commit = hold;
        connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
        if (clock != null) {
            long micros = (long) ((TIMEOUT_MILLIS + chance * RACE_MILLIS) * 1000);
            timer = clock.schedule(() -> release(hold), micros, TimeUnit.MICROSECONDS);
        }
    }

    @Override
    public void again() {
        if (commit != null && clock == null) {
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

package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A streaming replica of an {@link EmbeddedCluster}, and what a test may do to its replication.
 *
 * <p>Each operation waits until its effect is there, for 30 seconds at most.
 *
 * <p>Thread-safe, as {@link PostgresNode} is.
 *
 * @since 0.1
 */
public final class Replica extends PostgresNode {
    private static final String PAUSED = "select pg_get_wal_replay_pause_state() = 'paused'";
    private static final String STREAMING =
            "select exists (select from pg_stat_wal_receiver where status = 'streaming')";
    private static final String RECEIVER = "select pid from pg_stat_wal_receiver";

    private volatile PostgresNode upstream;
    private volatile boolean promoted;

    Replica(String name, int port, ClusterContext site, PostgresNode upstream) {
        super(name, port, site);
        this.upstream = upstream;
    }

    /**
     * Stops replay: the replica goes on receiving and answers from the past. Sends {@code pg_wal_replay_pause()} and
     * waits until the startup process has confirmed it. Pausing twice does nothing more.
     *
     * @throws ClusterException if the replica does not run, is frozen or promoted
     */
    public void pauseReplay() {
        onStandby("pausing replay", this::pause);
    }

    private void pause(Connection connection) throws SQLException {
        Sql.text(connection, "select pg_wal_replay_pause()");
        Await.until(Await.PATIENCE, () -> Sql.yes(connection, PAUSED), () -> "replay of " + name() + " does not pause");
    }

    /**
     * Lets replay go on, with {@code pg_wal_replay_resume()}. Does nothing if it is not paused.
     *
     * @throws ClusterException if the replica does not run, is frozen or promoted
     */
    public void resumeReplay() {
        onStandby("resuming replay", connection -> Sql.text(connection, "select pg_wal_replay_resume()"));
    }

    /**
     * Delays the replay of each commit by a time after the commit on the primary ({@code recovery_min_apply_delay}).
     * Holds for commits made after this method has returned; it survives a restart.
     *
     * @param delay at least zero, which ends the delay; whole milliseconds; default zero
     * @throws ClusterException if the replica does not run, is frozen or promoted
     * @throws IllegalArgumentException if the delay is negative
     */
    public void applyDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("applyDelay must be at least zero and is " + delay);
        }
        onStandby("setting the apply delay", connection -> {
            set(connection, "recovery_min_apply_delay", delay.toMillis() + "ms");
            // Replay acts on a reload between two records: that it has paused since proves that it has been there.
            if (!Sql.yes(connection, PAUSED)) {
                pause(connection);
                Sql.text(connection, "select pg_wal_replay_resume()");
            }
        });
    }

    /**
     * Cuts the replica off: it no longer receives, nor tries to, and answers from the past. Empties
     * {@code primary_conninfo} and waits until the receiver is gone. The primary keeps 1 GB of log
     * ({@code wal_keep_size}) for the time when it comes back.
     *
     * @throws ClusterException if the replica does not run, is frozen or promoted
     */
    public void cutReplication() {
        onStandby("cutting replication", connection -> {
            set(connection, "primary_conninfo", "");
            Await.until(Await.PATIENCE, () -> receiverIsGone(connection), () -> "the receiver of " + name() + " stays");
        });
    }

    // While replay is paused nobody acts on the new setting, nor starts a receiver again, until replay goes on.
    private boolean receiverIsGone(Connection connection) throws SQLException {
        String receiver = Sql.text(connection, RECEIVER);
        if (receiver != null && Sql.yes(connection, PAUSED)) {
            ProcessHandle.of(Long.parseLong(receiver)).ifPresent(ProcessHandle::destroy);
        }
        return receiver == null;
    }

    /**
     * Reconnects the replica to where it received from before, and waits until it streams. While its replay is paused
     * it does not wait: the receiver starts when replay goes on.
     *
     * @throws ClusterException if the replica does not run, is frozen or promoted, or cannot reach its primary
     */
    public void restoreReplication() {
        follow(upstream);
    }

    void follow(PostgresNode node) {
        onStandby("following " + node.name(), connection -> {
            upstream = node;
            set(connection, "primary_conninfo", connectionTo(node));
            Await.until(
                    Await.PATIENCE,
                    () -> Sql.yes(connection, STREAMING) || Sql.yes(connection, PAUSED),
                    () -> name() + " does not stream from " + node + "; its log ends with:\n" + LogTail.of(log()));
        });
    }

    String connectionTo(PostgresNode node) {
        return "host=" + node.host() + " port=" + node.port() + " user=" + node.user() + " password=" + node.password()
                + " application_name=" + name();
    }

    /**
     * Promotes the replica with {@code pg_promote()} and waits until it accepts writes, on a new timeline. The old
     * primary is not touched: it lives on and accepts writes too, as in a split brain. Other replicas go on following
     * it until {@link EmbeddedCluster#follow(Replica)}.
     *
     * @throws ClusterException if the replica does not run, is frozen or promoted already
     */
    public void promote() {
        onStandby("promotion", connection -> {
            Sql.text(connection, "select pg_promote(false)");
            Await.until(
                    Await.PATIENCE,
                    () -> !Sql.yes(connection, "select pg_is_in_recovery()"),
                    () -> name() + " is still in recovery; its log ends with:\n" + LogTail.of(log()));
            promoted = true;
        });
    }

    /** {@return whether {@link #promote()} has made it a primary} */
    public boolean isPromoted() {
        return promoted;
    }

    /**
     * Waits until the replica has replayed all that its primary had written when this method was called.
     *
     * @throws ClusterException if that takes more than 30 seconds, or one of the two does not run or is frozen
     */
    public void awaitReplay() {
        awaitReplay(Await.PATIENCE);
    }

    /**
     * Waits as {@link #awaitReplay()} does.
     *
     * @param limit how long to wait at most
     * @throws ClusterException if it takes longer, or one of the two servers does not run or is frozen
     */
    public void awaitReplay(Duration limit) {
        refuseIfPromoted("waiting for replay");
        WalPosition target = WalPosition.writtenBy(upstream);
        // Not in turn: another thread may have to resume replay for this to end.
        Sql.with(this, "waiting for replay", connection -> {
            Await.until(
                    limit,
                    () -> target.isReplayedOn(connection),
                    () -> name() + " has not replayed up to " + target
                            + " of " + upstream.name() + ": replay paused, delayed or cut off? Now: "
                            + WalPosition.stateOf(connection));
            return target;
        });
    }

    /** What needs a connection to a standby. */
    @FunctionalInterface
    private interface Step {
        void on(Connection connection) throws SQLException;
    }

    private void onStandby(String purpose, Step step) {
        refuseIfPromoted(purpose);
        inTurn(() -> Sql.with(this, purpose, connection -> {
            step.on(connection);
            return null;
        }));
    }

    private void refuseIfPromoted(String purpose) {
        if (promoted) {
            throw new ClusterException(purpose + " needs a replica, and " + name() + " is promoted");
        }
    }

    private void set(Connection connection, String setting, String value) throws SQLException {
        Sql.run(connection, "alter system set " + setting + " = '" + value + "'");
        Reload.of(connection, name());
    }
}

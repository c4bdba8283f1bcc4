package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A streaming replica of an {@link EmbeddedCluster}, with operations on its replication.
 *
 * <p>Each operation waits until its effect is visible, for at most 30 seconds.
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

    Replica(String name, int port, ClusterContext context, PostgresNode upstream) {
        super(name, port, context);
        this.upstream = upstream;
    }

    /**
     * Pauses replay: the replica still receives, but answers from the past. Sends {@code pg_wal_replay_pause()} and
     * waits until the startup process has confirmed it. Pausing again does nothing.
     *
     * @throws ClusterException if the replica is stopped, frozen or promoted
     */
    public void pauseReplay() {
        onStandby("pausing replay", this::pause);
    }

    private void pause(Connection connection) throws SQLException {
        Sql.text(connection, "select pg_wal_replay_pause()");
        Await.until(Await.PATIENCE, () -> Sql.yes(connection, PAUSED), () -> "replay of " + name() + " does not pause");
    }

    /**
     * Resumes replay with {@code pg_wal_replay_resume()}. Does nothing if replay is not paused.
     *
     * @throws ClusterException if the replica is stopped, frozen or promoted
     */
    public void resumeReplay() {
        onStandby("resuming replay", connection -> Sql.text(connection, "select pg_wal_replay_resume()"));
    }

    /**
     * Delays the replay of each commit by a time after the commit on the primary ({@code recovery_min_apply_delay}). It
     * applies to commits made after this method has returned, and survives a restart.
     *
     * @param delay the delay, in whole milliseconds; zero, the default, ends it
     * @throws ClusterException if the replica is stopped, frozen or promoted
     * @throws IllegalArgumentException if the delay is negative
     */
    public void applyDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("applyDelay must be at least zero and is " + delay);
        }
        onStandby("setting the apply delay", connection -> {
            set(connection, "recovery_min_apply_delay", delay.toMillis() + "ms");
            // The startup process acts on a reload between two records. A pause after the reload proves that it has
            // passed that point.
            if (!Sql.yes(connection, PAUSED)) {
                pause(connection);
                Sql.text(connection, "select pg_wal_replay_resume()");
            }
        });
    }

    /**
     * Cuts the replica off: it no longer receives or tries to, and answers from the past. Empties
     * {@code primary_conninfo} and waits until the receiver is gone. The primary keeps 1 GB of log
     * ({@code wal_keep_size}) for the time after the cut.
     *
     * @throws ClusterException if the replica is stopped, frozen or promoted
     */
    public void cutReplication() {
        onStandby("cutting replication", connection -> {
            set(connection, "primary_conninfo", "");
            Await.until(Await.PATIENCE, () -> receiverIsGone(connection), () -> "the receiver of " + name() + " stays");
        });
    }

    // While replay is paused, no process acts on the new setting or starts a receiver again until replay resumes.
    private boolean receiverIsGone(Connection connection) throws SQLException {
        String receiver = Sql.text(connection, RECEIVER);
        if (receiver != null && Sql.yes(connection, PAUSED)) {
            ProcessHandle.of(Long.parseLong(receiver)).ifPresent(ProcessHandle::destroy);
        }
        return receiver == null;
    }

    /**
     * Reconnects the replica to the node that it received from before, and waits until it streams. While replay is
     * paused it does not wait: the receiver starts when replay resumes.
     *
     * @throws ClusterException if the replica is stopped, frozen or promoted, or cannot reach its primary
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
     * Promotes the replica with {@code pg_promote()}, and waits until it accepts writes on a new timeline. The old
     * primary is untouched: it lives on and accepts writes too, as in a split brain. Other replicas still follow it
     * until {@link EmbeddedCluster#follow(Replica)}.
     *
     * @throws ClusterException if the replica is stopped, frozen or already promoted
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

    /** {@return true if {@link #promote()} has made it a primary} */
    public boolean isPromoted() {
        return promoted;
    }

    /**
     * Waits until the replica has replayed everything that its primary had written when this method was called.
     *
     * @throws ClusterException if that takes more than 30 seconds, or one of the two servers is stopped or frozen
     */
    public void awaitReplay() {
        awaitReplay(Await.PATIENCE);
    }

    /**
     * Waits until the replica has replayed everything that its primary had written when this method was called.
     *
     * @param limit the longest wait
     * @throws ClusterException if it takes longer, or one of the two servers is stopped or frozen
     */
    public void awaitReplay(Duration limit) {
        refuseIfPromoted("waiting for replay");
        WalPosition target = WalPosition.writtenBy(upstream);
        // Not under the node's lock: another thread may have to resume replay before this can end.
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

    /** An action that needs a connection to a standby. */
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

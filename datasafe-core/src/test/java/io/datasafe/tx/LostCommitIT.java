package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.Resolved;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A COMMIT that is lost with its server, its session or its primary. */
class LostCommitIT {
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final String WAITS_FOR_STANDBY =
            "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND backend_type = 'client backend'";

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private Transactions resolvable(OwnCluster own, Duration within) {
        return Transactions.on(own.pool())
                .resolveWithin(within)
                .listener(events::add)
                .build()
                .resolvable();
    }

    /** A transaction whose COMMIT stays on its way; its session has written, and nothing of that is on the disk. */
    private Ticket withCommitOnItsWay(OwnCluster own) {
        Hold held = own.proxy().on(Trigger.commitSent()).hold();
        Outcome<Void> outcome = resolvable(own, Duration.ZERO)
                .timeouts(Timeouts.none().commit(Duration.ofMillis(200)))
                .attempt(t -> {
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                    return null;
                });
        held.await();
        return ((Outcome.Unknown<Void>) outcome).ticket();
    }

    private Ticket committedWithoutAnAnswer(OwnCluster own) {
        own.proxy().on(Trigger.commitReply()).cut();
        Outcome<Void> outcome = resolvable(own, Duration.ZERO).attempt(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            return null;
        });
        return ((Outcome.Unknown<Void>) outcome).ticket();
    }

    @Test
    void afterACrashTheIdIsAnothersAndTheVerdictIsNot() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            own.execute("CHECKPOINT");
            Ticket ticket = withCommitOnItsWay(own);
            own.primary().kill();
            own.primary().start();
            String xid = own.query("INSERT INTO item VALUES (2) RETURNING pg_current_xact_id()")
                    .get(0);
            // The trap: a stranger has the id, and has committed.
            assertThat(xid).isEqualTo(Long.toUnsignedString(ticket.xid()));
            assertThat(own.query("SELECT pg_xact_status('" + xid + "')")).containsExactly("committed");
            assertThat(own.query("SELECT id FROM item")).containsExactly("2");
            assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.ROLLED_BACK);
            // Later checkpoints hide which ids were given anew; then nobody knows.
            own.execute("CHECKPOINT");
            own.execute("CHECKPOINT");
            assertThat(ticket.resolve(own.pool(), Duration.ZERO)).isEqualTo(Resolution.UNKNOWN);
        }
    }

    @Test
    void afterACrashAnIdThatIsNobodysMeansRolledBack() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            own.execute("CHECKPOINT");
            Ticket ticket = withCommitOnItsWay(own);
            own.primary().kill();
            own.primary().start();
            assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.ROLLED_BACK);
        }
    }

    @Test
    void whatWasCommittedBeforeACrashIsKnownAfterIt() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            Ticket ticket = committedWithoutAnAnswer(own);
            own.primary().kill();
            own.primary().start();
            assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.COMMITTED);
        }
    }

    @Test
    void aCleanRestartAndCheckpointsHideNothing() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            Ticket ticket = committedWithoutAnAnswer(own);
            own.primary().restart();
            own.execute("CHECKPOINT");
            own.execute("CHECKPOINT");
            assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.COMMITTED);
        }
    }

    @Test
    void resetStatisticsAreNotTakenForACrash() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            // In the same second: such a checkpoint looks like the one that ends recovery.
            own.execute("CHECKPOINT");
            Ticket ticket = committedWithoutAnAnswer(own);
            for (String statistics : List.of("bgwriter", "archiver", "wal")) {
                own.execute("SELECT pg_stat_reset_shared('" + statistics + "')");
            }
            assertThat(ticket.resolve(own.pool(), Duration.ZERO)).isEqualTo(Resolution.UNKNOWN);
        }
    }

    @Test
    void anotherClusterIsNotBelieved() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            Ticket ticket = committedWithoutAnAnswer(own);
            assertThat(ticket.resolve(PooledDatabase.cluster().primary().dataSource(), Duration.ZERO))
                    .isEqualTo(Resolution.UNKNOWN);
        }
    }

    @Test
    void aReplicaThatMissedItIsNotBelievedOncePromoted() throws SQLException {
        try (OwnCluster own = OwnCluster.start(1)) {
            own.replica().awaitReplay();
            own.replica().cutReplication();
            Ticket ticket = committedWithoutAnAnswer(own);
            assertThat(ticket.resolve(own.replica().dataSource(), Duration.ZERO))
                    .as("a standby")
                    .isEqualTo(Resolution.UNKNOWN);
            own.primary().kill();
            own.replica().promote();
            String xid;
            do {
                xid = OwnCluster.query(own.replica(), "INSERT INTO item VALUES (2) RETURNING pg_current_xact_id()")
                        .get(0);
            } while (Long.parseUnsignedLong(xid) < ticket.xid());
            assertThat(OwnCluster.query(own.replica(), "SELECT pg_xact_status('" + ticket.xid() + "')"))
                    .containsExactly("committed");
            assertThat(OwnCluster.query(own.replica(), "SELECT id FROM item WHERE id = 1"))
                    .isEmpty();
            // Ends at once: asking again would bring no more.
            assertThat(ticket.resolve(own.pool(), Duration.ofHours(1))).isEqualTo(Resolution.UNKNOWN);
        }
    }

    @Test
    void aFailoverIsGivenAsTheReasonAndEndsTheSearch() throws SQLException {
        try (OwnCluster own = OwnCluster.start(1)) {
            own.replica().awaitReplay();
            Hold reply = own.proxy().on(Trigger.commitReply()).hold();
            Transactions patient = resolvable(own, Duration.ofHours(1));
            CompletableFuture<Outcome<Integer>> outcome = OwnThread.supply(() -> patient.attempt(t -> {
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                return t.attempt();
            }));
            reply.await();
            own.primary().kill();
            own.proxy().refuse();
            own.replica().promote();
            own.proxy().cutAll();
            assertThat(outcome.join())
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.cause())
                                    .hasMessageContaining("the cluster has failed over since"));
        }
    }

    @Test
    void onceMakesGoodWhatAFailoverLost() throws SQLException {
        try (OwnCluster own = OwnCluster.start(1)) {
            own.replica().awaitReplay();
            own.replica().cutReplication();
            Hold reply = own.proxy().on(Trigger.commitReply()).hold();
            CompletableFuture<String> result = OwnThread.supply(() -> once(own));
            reply.await();
            assertThat(own.query("SELECT id FROM item")).containsExactly("1");
            own.primary().kill();
            own.proxy().refuse();
            own.replica().promote();
            own.proxy().cutAll();
            assertThat(result.join()).isEqualTo("done in attempt 2");
            assertThat(OwnCluster.query(own.replica(), "SELECT id FROM item")).containsExactly("1");
            assertThat(once(own)).isEqualTo("done in attempt 2");
        }
    }

    private String once(OwnCluster own) {
        try {
            return resolvable(own, Duration.ofSeconds(20))
                    .once("pay", 7, String.class)
                    .call(t -> {
                        execute(t.connection(), "INSERT INTO item VALUES (1)");
                        return "done in attempt " + t.attempt();
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSessionKilledWhileItWaitsForAStandbyHasCommitted() throws SQLException {
        try (OwnCluster own = withGhostStandby()) {
            CompletableFuture<Outcome<Integer>> outcome = OwnThread.supply(() -> insert(own));
            own.execute("SELECT pg_terminate_backend(" + own.await(WAITS_FOR_STANDBY) + ")");
            assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(1, 1, false));
            assertThat(own.query("SELECT id FROM item")).containsExactly("1");
            assertThat(events).anyMatch(e -> e instanceof Resolved resolved && resolved.committed());
        }
    }

    @Test
    void aWaitForAStandbyThatIsCancelledIsACommitInOnePlaceOnly() throws SQLException {
        try (OwnCluster own = withGhostStandby()) {
            CompletableFuture<Outcome<Integer>> outcome = OwnThread.supply(() -> insert(own));
            own.execute("SELECT pg_cancel_backend(" + own.await(WAITS_FOR_STANDBY) + ")");
            assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(1, 1, true));
            assertThat(events).last().isEqualTo(new Committed("transaction", 1, null, null, true));
        }
    }

    @Test
    void aCommitThatWaitsForAStandbyForTooLongIsFencedAndKnown() throws SQLException {
        try (OwnCluster own = withGhostStandby()) {
            Outcome<Integer> outcome = resolvable(own, Duration.ofSeconds(2))
                    .timeouts(Timeouts.none().commit(Duration.ofMillis(200)))
                    .attempt(t -> {
                        execute(t.connection(), "INSERT INTO item VALUES (1)");
                        return t.attempt();
                    });
            assertThat(outcome).isEqualTo(new Outcome.Committed<>(1, 1, true));
            assertThat(own.query("SELECT id FROM item")).containsExactly("1");
        }
    }

    private OwnCluster withGhostStandby() throws SQLException {
        OwnCluster own = OwnCluster.start(0);
        own.execute("ALTER SYSTEM SET synchronous_standby_names = 'ghost'");
        own.execute("SELECT pg_reload_conf()");
        while (!isWaitedForGhost(own)) {
            Thread.onSpinWait();
        }
        return own;
    }

    /** The checkpointer puts the setting in force, some time after the reload: until then a commit waits for nobody. */
    private static boolean isWaitedForGhost(OwnCluster own) throws SQLException {
        CompletableFuture<Void> probe = OwnThread.run(() -> {
            try {
                own.execute("COMMENT ON TABLE item IS 'probe'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        List<String> waiting = List.of();
        while (waiting.isEmpty() && !probe.isDone()) {
            waiting = own.query(WAITS_FOR_STANDBY);
        }
        for (String pid : waiting) {
            own.execute("SELECT pg_cancel_backend(" + pid + ")");
        }
        probe.join();
        return !waiting.isEmpty();
    }

    private Outcome<Integer> insert(OwnCluster own) {
        return resolvable(own, LATER).attempt(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            return t.attempt();
        });
    }

    @Test
    void aSessionKilledInADeferredTriggerHasNotCommitted() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            own.execute("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$");
            own.execute("CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                    + " FOR EACH ROW EXECUTE FUNCTION wait()");
            CompletableFuture<Outcome<Integer>> outcome;
            try (java.sql.Connection blocker = own.primary().dataSource().getConnection()) {
                execute(blocker, "SELECT pg_advisory_lock(42)");
                outcome = OwnThread.supply(() -> insert(own));
                String waiting = own.await("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
                own.execute("SELECT pg_terminate_backend(" + waiting + ", 5000)");
            }
            assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(2, 2, false));
            assertThat(own.query("SELECT id FROM item")).containsExactly("1");
        }
    }

    @Test
    void aServerThatComesBackInTimeIsAsked() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            Hold reply = own.proxy().on(Trigger.commitReply()).hold();
            CompletableFuture<Outcome<Integer>> outcome = OwnThread.supply(() -> insert(own));
            reply.await();
            own.primary().kill();
            own.proxy().cutAll();
            own.primary().start();
            assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(1, 1, false));
        }
    }

    @Test
    void aServerThatDoesNotComeBackInTimeLeavesATicket() throws SQLException {
        try (OwnCluster own = OwnCluster.start(0)) {
            Hold reply = own.proxy().on(Trigger.commitReply()).hold();
            Transactions impatient = resolvable(own, Duration.ofMillis(1));
            CompletableFuture<Outcome<Integer>> outcome = OwnThread.supply(() -> impatient.attempt(t -> {
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                return t.attempt();
            }));
            reply.await();
            own.primary().kill();
            own.proxy().cutAll();
            Outcome.Unknown<Integer> unknown = (Outcome.Unknown<Integer>) outcome.join();
            assertThat(unknown.cause())
                    .hasMessageContaining("no server that knows could be asked within PT0.001S. Find out with"
                            + " Ticket.parse(\"" + unknown.ticket() + "\").resolve(..)");
            own.primary().start();
            assertThat(unknown.ticket().resolve(own.pool(), LATER)).isEqualTo(Resolution.COMMITTED);
        }
    }
}

package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.ScriptedDataSource;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that hangs while it is asked for a lost COMMIT: its kernel accepts connections, and nobody answers. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrozenServerIT {
    private static final Duration WITHIN = Duration.ofMillis(500);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final EventLog log = new EventLog();
    private final List<String> hooks = new CopyOnWriteArrayList<>();
    private OwnCluster own;

    @BeforeEach
    void open() throws SQLException {
        own = OwnCluster.start(0);
    }

    @AfterEach
    void close() {
        own.close();
    }

    private CompletableFuture<Outcome<Integer>> insert(DataSource dataSource, Timeouts timeouts) {
        Transactions tx = Transactions.on(dataSource)
                .resolveWithin(WITHIN)
                .timeouts(timeouts)
                .listener(log)
                .build()
                .named("pay");
        return OwnThread.supply(() -> tx.attempt(t -> {
            t.afterCommit("receipt", () -> hooks.add("receipt"));
            t.onUnknown(
                    "store", unknown -> hooks.add(unknown.ticket().orElseThrow().toString()));
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            return t.attempt();
        }));
    }

    /** The call has returned though the server is still frozen. */
    private Ticket expectUnknown(CompletableFuture<Outcome<Integer>> outcome) {
        assertThat(outcome.join()).isInstanceOf(Outcome.Unknown.class);
        Outcome.Unknown<Integer> unknown = (Outcome.Unknown<Integer>) outcome.join();
        assertThat(own.primary().isFrozen()).isTrue();
        assertThat(unknown.cause())
                .hasMessageContaining("no server that knows could be asked within " + WITHIN)
                .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty().hasSizeLessThanOrEqualTo(3));
        assertThat(hooks).containsExactly(unknown.ticket().toString());
        assertThat(log.of(Unknown.class)).extracting(Unknown::ticket).containsExactly(hooks.get(0));
        assertThat(log.retries()).as("never run again on a guess").isEmpty();
        return Ticket.parse(hooks.get(0));
    }

    @Test
    void aTicketOfACommitThatHappenedIsGoodAfterTheThaw() throws SQLException {
        Hold reply = own.proxy().on(Trigger.commitReply()).hold();
        CompletableFuture<Outcome<Integer>> outcome = insert(own.pool(), Timeouts.none());
        reply.await();
        own.primary().freeze();
        own.proxy().cutAll();
        Ticket ticket = expectUnknown(outcome);
        assertThat(ticket.resolve(own.pool(), WITHIN)).as("frozen").isEqualTo(Resolution.UNKNOWN);
        own.primary().thaw();
        assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.COMMITTED);
        assertThat(own.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aCommitThatHasNotArrivedIsFencedAfterTheThaw() throws SQLException {
        Hold commit = own.proxy().on(Trigger.commitSent()).hold();
        CompletableFuture<Outcome<Integer>> outcome =
                insert(own.pool(), Timeouts.none().commit(Duration.ofSeconds(1)));
        commit.await();
        own.primary().freeze();
        Ticket ticket = expectUnknown(outcome);
        own.primary().thaw();
        assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.ROLLED_BACK);
        commit.release();
        assertThat(own.query("SELECT id FROM item")).isEmpty();
    }

    /** A pool may hand out, untested, a connection that was well a moment ago: only the socket's timeout ends the wait on it. */
    @Test
    void aConnectionThatWasOpenBeforeDoesNotHoldTheQuestionForEver() throws SQLException {
        List<Connection> asked = new ArrayList<>();
        try (Connection spare = own.primary().dataSource().getConnection()) {
            Connection first = own.pool().getConnection();
            ScriptedDataSource source = ScriptedDataSource.of(() -> first, () -> {
                asked.add(spare);
                return spare;
            });
            Hold reply = own.proxy().on(Trigger.commitReply()).hold();
            CompletableFuture<Outcome<Integer>> outcome = insert(source, Timeouts.none());
            reply.await();
            own.primary().freeze();
            own.proxy().cutAll();
            Ticket ticket = expectUnknown(outcome);
            assertThat(asked).isNotEmpty();
            assertThat(spare.isClosed()).as("given up").isTrue();
            own.primary().thaw();
            assertThat(ticket.resolve(own.pool(), LATER)).isEqualTo(Resolution.COMMITTED);
        }
    }
}

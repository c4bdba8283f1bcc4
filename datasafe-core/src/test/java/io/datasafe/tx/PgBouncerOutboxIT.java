package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.event.Event;
import io.datasafe.outbox.OutboxBell;
import io.datasafe.outbox.OutboxEvent;
import io.datasafe.outbox.OutboxReader;
import io.datasafe.outbox.OutboxTable;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.PostgresNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two readers and a bell share one connection to the server through PgBouncer in transaction mode. */
class PgBouncerOutboxIT {
    private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch listening = new CountDownLatch(1);

    @Test
    void leasesHoldAndBellsRingAndTheDirectWayIsListenedOn() throws Exception {
        PostgresNode primary = PooledDatabase.cluster().primary();
        try (PgBouncer bouncer = PgBouncer.start(primary.host(), primary.port(), primary.user(), primary.password());
                PooledDatabase db = PooledDatabase.open();
                HikariDataSource pool = new HikariDataSource()) {
            db.execute(OutboxTable.ddl());
            pool.setJdbcUrl(bouncer.url(db.database().name(), "prepareThreshold=0"));
            pool.setUsername(primary.user());
            OutboxReader first = reader(db, pool, "first");
            OutboxReader second = reader(db, pool, "second");
            assertThat(listening.await(60, TimeUnit.SECONDS)).isTrue();
            OutboxBell bell = OutboxBell.on(pool).start();
            Transactions tx = Transactions.of(pool);
            for (int i = 0; i < 20; i++) {
                String payload = "p" + i;
                tx.run(t -> {
                    t.outbox("a", payload);
                    t.afterCommit("bell", bell::ring);
                });
                assertThat(delivered.poll(60, TimeUnit.SECONDS)).endsWith(payload);
            }
            String leader = db.query("SELECT count(*) FROM datasafe_outbox_reader WHERE token IS NOT NULL")
                    .get(0);
            assertThat(leader).isEqualTo("1");
            first.close();
            second.close();
            bell.close();
            assertThat(db.query("SELECT id FROM datasafe_outbox")).isEmpty();
            assertThat(delivered).isEmpty();
            assertThat(events).noneMatch(OutboxEvent.DatabaseFailed.class::isInstance);
            assertThat(events).noneMatch(OutboxEvent.LeaseLost.class::isInstance);
        }
    }

    private OutboxReader reader(PooledDatabase db, HikariDataSource pool, String who) throws SQLException {
        return OutboxReader.on(pool, message -> delivered.add(who + " " + message.payload()))
                .listen(db.database().dataSource())
                .listener(event -> {
                    events.add(event);
                    if (event instanceof OutboxEvent.Listening) {
                        listening.countDown();
                    }
                })
                .poll(Duration.ofMillis(200))
                .start();
    }
}

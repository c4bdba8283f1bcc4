package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.LeaseLost;
import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.SetAside;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.PostgresNode;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class ReaderLeaseIT {
    private final AtomicLong clock = new AtomicLong(System.nanoTime());
    private final Mailbox other = new Mailbox();
    private OutboxDatabase outbox;
    private Mailbox mailbox;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open();
        mailbox = outbox.mailbox;
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void oneReaderDeliversAndTheOtherTakesOverWhenItIsClosed() throws Exception {
        OutboxReader first = outbox.start(outbox.reader());
        mailbox.awaitEvent(LeaseTaken.class);
        outbox.start(outbox.reader(other));
        outbox.write("a", "a1", "a2");
        mailbox.awaitDelivered("a2");
        first.close();
        assertThat(other.awaitEvent(LeaseTaken.class)).isEqualTo(new LeaseTaken("outbox", false));
        outbox.write("a", "a3");
        other.awaitDelivered("a3");
        assertThat(mailbox.payloads()).containsExactly("a1", "a2");
        assertThat(other.payloads()).containsExactly("a3");
        assertThat(mailbox.events(LeaseLost.class)).isEmpty();
    }

    @Test
    void aReaderThatHangsIsReplacedAndNoticesBeforeItDeliversMore() throws Exception {
        outbox.write("a", "a1", "a2", "a3");
        Mailbox.Held held = mailbox.hold("a1");
        OutboxReader hanging = outbox.start(outbox.reader().nanoTime(clock::get));
        held.await();
        // Its lease is over, by the database's clock as by its own.
        outbox.expireLease();
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        outbox.start(outbox.reader(other));
        assertThat(other.awaitEvent(LeaseTaken.class)).isEqualTo(new LeaseTaken("outbox", true));
        other.awaitDelivered("a3");
        held.release();
        mailbox.awaitEvent(LeaseLost.class);
        outbox.write("a", "a4");
        other.awaitDelivered("a4");
        hanging.close();
        assertThat(mailbox.payloads()).containsExactly("a1");
        assertThat(other.payloads()).containsExactly("a1", "a2", "a3", "a4");
        assertThat(other.events(LeaseLost.class)).isEmpty();
    }

    @Test
    void aReaderThatLostItsLeaseStillDeletesWhatItDelivered() throws Exception {
        outbox.write("a", "a1");
        Mailbox.Held slow = mailbox.hold("a1");
        outbox.start(outbox.reader());
        slow.await();
        outbox.expireLease();
        Mailbox.Held alsoSlow = other.hold("a1");
        outbox.start(outbox.reader(other));
        alsoSlow.await();
        slow.release();
        mailbox.awaitEvent(LeaseLost.class);
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
        other.fail("a1", new IllegalStateException());
        alsoSlow.release();
        outbox.write("a", "a2");
        other.awaitDelivered("a2");
        assertThat(other.payloads()).containsExactly("a2");
    }

    @Test
    void aReaderThatLostItsLeaseSetsNothingAside() throws Exception {
        outbox.write("a", "a1");
        mailbox.fail("a1", new UndeliverableMessageException("broken", null));
        Mailbox.Held slow = mailbox.hold("a1");
        outbox.start(outbox.reader());
        slow.await();
        outbox.expireLease();
        Mailbox.Held good = other.hold("a1");
        outbox.start(outbox.reader(other));
        good.await();
        slow.release();
        mailbox.awaitEvent(LeaseLost.class);
        assertThat(outbox.db.query("SELECT set_aside_at FROM datasafe_outbox")).containsExactly((String) null);
        assertThat(mailbox.events(SetAside.class)).isEmpty();
        good.release();
        other.awaitDelivered("a1");
    }

    @Test
    void aLeaseThatRanOutAndThatNobodyTookGoesOn() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader());
        mailbox.awaitEvent(LeaseTaken.class);
        outbox.expireLease();
        outbox.write("a", "a1");
        mailbox.awaitDelivered("a1");
        reader.close();
        assertThat(mailbox.events(LeaseLost.class)).isEmpty();
        assertThat(mailbox.events(LeaseTaken.class)).hasSize(1);
    }

    @Test
    void readersOfOtherNamesDeliverOtherTopicsBesideEachOther() throws Exception {
        Mailbox.Held held = mailbox.hold("a1");
        outbox.start(outbox.reader().name("a").topics("a"));
        outbox.start(outbox.reader(other).name("b").topics("b"));
        outbox.write("a", "a1");
        outbox.write("b", "b1");
        held.await();
        other.awaitDelivered("b1");
        held.release();
        mailbox.awaitDelivered("a1");
    }

    @Test
    void theRowSaysWhoHoldsTheLease() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader().lease(Duration.ofMinutes(1)));
        mailbox.awaitEvent(LeaseTaken.class);
        assertThat(outbox.db.query(
                        "SELECT concat_ws(' ', name, holder, token IS NOT NULL, abandoned, taken_at <= now(),"
                                + " expires_at BETWEEN now() + interval '30 seconds' AND now() + interval '1 minute')"
                                + " FROM datasafe_outbox_reader"))
                .containsExactly("outbox PostgreSQL JDBC Driver t f t t");
        reader.close();
        assertThat(outbox.db.query("SELECT token FROM datasafe_outbox_reader")).containsExactly((String) null);
    }

    /** A message at which the process dies, not the handler, is set aside too, and those before it are not delivered each time. */
    @Test
    void aMessageThatKillsItsReaderIsSetAsideInTheEnd() throws Exception {
        outbox.write("a", "a1", "a2", "kill", "a3");
        List<String> printed = new ArrayList<>();
        int deaths = 0;
        for (int exit = 1; exit != 0 && deaths < 10; deaths += exit) {
            Process child = child();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            output.lines().forEach(printed::add);
            exit = child.waitFor();
            assertThat(exit).as(output).isBetween(0, 1);
            outbox.expireLease();
        }
        // The first death is not counted: nobody suspected anything.
        assertThat(deaths).isEqualTo(4);
        assertThat(printed)
                .containsExactly("a1", "a2", "kill", "a1", "a2", "kill", "kill", "kill", "SetAside 3 null", "a3");
        assertThat(Outbox.of(outbox.pool()).setAside(1)).singleElement().satisfies(m -> {
            assertThat(m.payload()).isEqualTo("kill");
            assertThat(m.attempts()).isEqualTo(3);
            assertThat(m.error()).isNull();
        });
        outbox.awaitEmpty();
    }

    private Process child() throws Exception {
        PostgresNode primary = PooledDatabase.cluster().primary();
        Path driver = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path target = Path.of("target").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        String.join(
                                File.pathSeparator,
                                target.resolve("classes").toString(),
                                target.resolve("test-classes").toString(),
                                driver.toString()),
                        "modulepath.DiesOfAMessage",
                        outbox.db.database().jdbcUrl(),
                        primary.user(),
                        primary.password())
                .redirectErrorStream(true);
        // The JVM says on the same stream that it has picked it up.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }
}

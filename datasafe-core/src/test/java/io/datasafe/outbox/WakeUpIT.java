package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.Listening;
import io.datasafe.outbox.OutboxEvent.ListeningFailed;
import io.datasafe.outbox.OutboxEvent.RingFailed;
import io.datasafe.outbox.OutboxEvent.Rung;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.WrappingDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers that would not poll for half an hour. */
class WakeUpIT {
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
    void anAfterCommitHookWakesTheReaderOfItsProcess() throws Exception {
        OutboxReader reader = outbox.start(sleepy());
        mailbox.awaitEvent(LeaseTaken.class);
        outbox.tx().run(t -> {
            t.outbox("a", "a1");
            t.afterCommit("outbox", reader::wakeUp);
        });
        mailbox.awaitDelivered("a1");
    }

    @Test
    void wakeUpsBeforeTheReaderLooksAreOne() throws Exception {
        OutboxReader reader = outbox.start(sleepy());
        Hold read = outbox.proxy()
                .on(Trigger.statementContaining("WITH RECURSIVE"))
                .skip(1)
                .hold();
        mailbox.awaitEvent(LeaseTaken.class);
        reader.wakeUp();
        read.await();
        long before = outbox.proxy().traffic().statements();
        for (int i = 0; i < 1_000; i++) {
            reader.wakeUp();
        }
        outbox.write("a", "a1");
        read.release();
        mailbox.awaitDelivered("a1");
        reader.close();
        // The one that was held, then at most: read and delete, and the end.
        assertThat(outbox.proxy().traffic().statements() - before).isLessThanOrEqualTo(4);
    }

    @Test
    void aBellOfAnotherProcessWakesAReaderThatListens() throws Exception {
        outbox.start(sleepy().listen(outbox.db.database().dataSource()));
        assertThat(mailbox.awaitEvent(Listening.class)).isEqualTo(new Listening("outbox", "datasafe_outbox"));
        mailbox.awaitEvent(LeaseTaken.class);
        OutboxBell bell = bell().start();
        for (int i = 1; i <= 3; i++) {
            outbox.write("a", "a" + i);
            bell.ring();
            mailbox.awaitDelivered("a" + i);
        }
        bell.close();
    }

    @ParameterizedTest
    @CsvSource({"Mail_7, mail_7", "'\"Mail_7\"', Mail_7"})
    void aChannelIsTheSameOnBothSides(String channel, String name) throws Exception {
        outbox.start(sleepy().listen(outbox.db.database().dataSource()).channel(channel));
        mailbox.awaitEvent(Listening.class);
        OutboxBell bell = bell().channel(channel).start();
        outbox.write("a", "a1");
        bell.ring();
        mailbox.awaitDelivered("a1");
        bell.close();
        assertThat(mailbox.awaitEvent(Rung.class)).isEqualTo(new Rung(name, 1));
    }

    @Test
    void ringsWhileANotifyIsUnderWayAreOne() throws Exception {
        Hold notify =
                outbox.proxy().on(Trigger.statementContaining("pg_notify")).hold();
        OutboxBell bell = bell().every(Duration.ZERO).start();
        bell.ring();
        notify.await();
        for (int i = 0; i < 1_000; i++) {
            bell.ring();
        }
        notify.release();
        assertThat(mailbox.awaitEvents(Rung.class, 2)).extracting(Rung::rings).containsExactly(1L, 1_000L);
        bell.close();
        bell.ring();
        bell.close();
        assertThat(mailbox.events(Rung.class)).hasSize(2);
    }

    @Test
    void aBellThatCannotRingSaysSoAndGoesOn() throws Exception {
        OutboxBell bell = bell().every(Duration.ZERO).start();
        outbox.proxy().on(Trigger.statementContaining("pg_notify")).cut();
        bell.ring();
        RingFailed failed = mailbox.awaitEvent(RingFailed.class);
        assertThat(failed.name()).isEqualTo("datasafe_outbox");
        assertThat(failed.rings()).isOne();
        assertThat(failed.cause()).isInstanceOf(SQLException.class);
        bell.ring();
        mailbox.awaitEvent(Rung.class);
        bell.close();
    }

    @Test
    void aDatabaseThatDoesNotAnswerKeepsNobodyFromClosingABell() throws Exception {
        Hold notify =
                outbox.proxy().on(Trigger.statementContaining("pg_notify")).hold();
        OutboxBell bell = bell().start();
        bell.ring();
        notify.await();
        bell.close();
        mailbox.awaitEvent(RingFailed.class);
        notify.release();
    }

    @Test
    void pollingGoesOnWhereListeningBreaksAndListeningComesBack() throws Exception {
        outbox.start(outbox.reader().listen(outbox.throughProxy()));
        mailbox.awaitEvent(Listening.class);
        Hold listen = outbox.proxy().on(Trigger.statementContaining("LISTEN")).hold();
        outbox.proxy().cutAll();
        ListeningFailed failed = mailbox.awaitEvent(ListeningFailed.class);
        assertThat(failed.failures()).isOne();
        assertThat(failed.cause()).isInstanceOf(SQLException.class);
        outbox.write("a", "a1");
        mailbox.awaitDelivered("a1");
        listen.await();
        listen.release();
        mailbox.awaitEvents(Listening.class, 2);
    }

    @Test
    void whatWasWrittenWhileNobodyListenedIsDeliveredOnceSomebodyDoes() throws Exception {
        OutboxReader reader = outbox.start(sleepy().listen(outbox.throughProxy()));
        mailbox.awaitEvent(Listening.class);
        Hold listen = outbox.proxy().on(Trigger.statementContaining("LISTEN")).hold();
        outbox.db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
        listen.await();
        outbox.write("a", "a1");
        listen.release();
        mailbox.awaitDelivered("a1");
        reader.close();
    }

    @Test
    void aDriverThatCannotBeReachedIsRefusedAtOnce() {
        DataSource hidden = WrappingDataSource.hiding(outbox.pool());
        assertThatThrownBy(() -> outbox.reader().listen(hidden).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not unwrap to pgjdbc's")
                .hasMessageContaining("PGSimpleDataSource");
    }

    @Test
    void aDirectDataSourceThatLeadsNowhereIsRefusedAtOnce() {
        outbox.proxy().refuse();
        assertThatThrownBy(() -> OutboxReader.on(outbox.db.database().dataSource(), mailbox)
                        .listen(outbox.throughProxy())
                        .start())
                .isInstanceOf(OutboxException.class)
                .hasMessage("the data source given to listen(..) failed to connect");
    }

    @Test
    void aReaderWorksThroughAWrapperThatHidesTheDriver() throws Exception {
        outbox.write("a", "a1");
        OutboxReader reader = outbox.start(OutboxReader.on(WrappingDataSource.hiding(outbox.pool()), mailbox)
                .listener(mailbox));
        mailbox.awaitDelivered("a1");
        reader.close();
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    private OutboxReaderBuilder sleepy() {
        return outbox.reader().poll(Duration.ofMinutes(30)).lease(Duration.ofHours(1));
    }

    private OutboxBellBuilder bell() {
        return OutboxBell.on(outbox.pool()).listener(mailbox);
    }
}

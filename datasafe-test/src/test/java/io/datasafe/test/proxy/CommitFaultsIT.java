package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.proxy.Client.Pending;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What becomes of a transaction whose COMMIT, or the reply to it, meets a fault. Another session that inserts the same key waits until the transaction has
 * ended: if its insert succeeds, the transaction was rolled back; if the key is a duplicate, it was committed.
 */
class CommitFaultsIT {
    @RegisterExtension
    static final DatasafeExtension DB = DatasafeExtension.builder()
            .template(connection -> connection.createStatement().execute("create table t (id int primary key)"))
            .build();

    private FaultProxy proxy;
    private Client client;
    private Client witness;

    @BeforeEach
    void insert(FaultProxy proxy, @ThroughProxy DataSource through, DataSource direct) throws SQLException {
        this.proxy = proxy;
        client = new Client(through.getConnection()).begin().run("insert into t values (1)");
        witness = new Client(direct.getConnection());
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        witness.close();
    }

    @Test
    void droppedCommitLeavesTheServerInTheTransaction() throws SQLException {
        Fault fault = proxy.on(Trigger.commitSent()).drop();
        Pending commit = client.commit();
        fault.awaitHit();
        assertThat(stateOfClient()).isEqualTo("idle in transaction");
        assertThat(commit.isDone()).isFalse();
        proxy.link(client.connection()).cut();
        assertLost(commit);
        assertRolledBack();
    }

    @Test
    void droppedReplyLeavesTheRowAndAClientThatDoesNotKnow() throws SQLException {
        Fault fault = proxy.on(Trigger.commitReply()).drop();
        Pending commit = client.commit();
        fault.awaitHit();
        assertThat(witness.number("select count(*) from t")).isEqualTo(1);
        assertThat(commit.isDone()).isFalse();
        proxy.link(client.connection()).cut();
        assertLost(commit);
    }

    @Test
    void cutBeforeCommitRollsBack() throws SQLException {
        proxy.on(Trigger.commitSent()).cut();
        assertLost(client.commit());
        assertRolledBack();
    }

    @Test
    void cutBeforeTheReplyLosesTheReplyAlone() throws SQLException {
        proxy.on(Trigger.commitReply()).cut();
        assertLost(client.commit());
        assertCommitted();
    }

    @Test
    void resetBeforeCommitRollsBack() throws SQLException {
        proxy.on(Trigger.commitSent()).reset();
        assertThatThrownBy(client.commit()::join).hasRootCauseMessage("Connection reset");
        assertRolledBack();
    }

    @Test
    void resetBeforeTheReplyLosesTheReplyAlone() throws SQLException {
        proxy.on(Trigger.commitReply()).reset();
        assertThatThrownBy(client.commit()::join).hasRootCauseMessage("Connection reset");
        assertCommitted();
    }

    @Test
    void halfOpenClientHearsNothingWhileTheServerRollsBack() throws SQLException {
        proxy.on(Trigger.commitSent()).cutServer();
        Pending commit = client.commit();
        assertRolledBack();
        assertThat(commit.isDone()).isFalse();
        client.connection().abort(Runnable::run);
        assertLost(commit);
    }

    @Test
    void halfOpenClientIsBoundByItsSocketTimeout(@ThroughProxy DataSource through) throws SQLException {
        try (Client bounded = new Client(Urls.connect(proxy, through, "socketTimeout=1"))) {
            bounded.begin().run("insert into t values (2)");
            proxy.link(bounded.connection()).on(Trigger.commitReply()).cutServer();
            assertThatThrownBy(() -> bounded.connection().commit()).hasRootCauseMessage("Read timed out");
            assertThat(witness.number("select count(*) from t where id = 2")).isEqualTo(1);
        }
    }

    @Test
    void halfOpenServerKeepsTheTransactionOfAClientThatIsGone() throws SQLException {
        int pid = client.pid();
        Fault fault = proxy.on(Trigger.commitSent()).cutClient();
        assertLost(client.commit());
        fault.awaitHit();
        assertThat(witness.text("select state from pg_stat_activity where pid = " + pid))
                .isEqualTo("idle in transaction");
        Link link = proxy.links().get(0);
        assertThat(link.backendPid()).isEqualTo(pid);
        assertThat(link.isOpen()).isFalse();
        link.cut();
        assertRolledBack();
    }

    @Test
    void heldCommitHasNotHappenedUntilItIsReleased() throws SQLException {
        Hold hold = proxy.on(Trigger.commitSent()).hold();
        Pending commit = client.commit();
        hold.await();
        assertThat(hold.held()).isEqualTo(1);
        assertThat(witness.number("select count(*) from t")).isZero();
        hold.release();
        commit.join();
        assertThat(witness.number("select count(*) from t")).isEqualTo(1);
        assertThat(hold.held()).isZero();
        assertThat(hold.hits()).isEqualTo(1);
    }

    @Test
    void heldReplyComesAfterTheCommitIsVisible() throws SQLException {
        Hold hold = proxy.on(Trigger.commitReply()).hold();
        Pending commit = client.commit();
        hold.await();
        assertThat(witness.number("select count(*) from t")).isEqualTo(1);
        assertThat(commit.isDone()).isFalse();
        hold.release();
        commit.join();
    }

    @Test
    void heldCommitStillArrivesAfterTheClientHasGivenUp() throws SQLException {
        Hold hold = proxy.on(Trigger.commitSent()).hold();
        Pending commit = client.commit();
        hold.await();
        client.connection().abort(Runnable::run);
        assertLost(commit);
        assertThat(stateOfClient()).isEqualTo("idle in transaction");
        hold.release();
        assertCommitted();
    }

    @Test
    void heldCommitIsThrownAwayWithItsConnection() throws SQLException {
        Hold hold = proxy.on(Trigger.commitSent()).hold();
        Pending commit = client.commit();
        hold.await();
        proxy.cutAll();
        assertLost(commit);
        assertRolledBack();
        hold.release();
        assertThat(hold.held()).isZero();
    }

    @Test
    void delayedCommitArrivesInTheEnd() throws SQLException {
        Fault fault = proxy.on(Trigger.commitSent()).delay(Duration.ofMillis(5));
        client.commit().join();
        assertThat(fault.hits()).isEqualTo(1);
        assertCommitted();
    }

    @Test
    void delayedReplyIsLostWithTheConnection() throws SQLException {
        Fault fault = proxy.on(Trigger.commitReply()).delay(Duration.ofHours(1));
        Pending commit = client.commit();
        fault.awaitHit();
        assertThat(witness.number("select count(*) from t")).isEqualTo(1);
        assertThat(commit.isDone()).isFalse();
        proxy.cutAll();
        assertLost(commit);
    }

    @Test
    void failedTransactionGetsNoReplyOfCommit() throws SQLException {
        Fault fault = proxy.on(Trigger.commitReply()).cut();
        Fault rollback = proxy.on(Trigger.reply("ROLLBACK")).cut();
        assertThatThrownBy(() -> client.run("select 1/0")).isInstanceOf(SQLException.class);
        assertLost(client.later("commit"));
        assertThat(fault.hits()).isZero();
        assertThat(rollback.hits()).isEqualTo(1);
    }

    @Test
    void rollbackIsSeenOnItsOwn() throws SQLException {
        Fault commit = proxy.on(Trigger.commitSent()).always().cut();
        client.run("savepoint a").run("rollback to savepoint a");
        Fault fault = proxy.on(Trigger.rollbackSent()).cut();
        assertThatThrownBy(client.connection()::rollback).isInstanceOf(SQLException.class);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(commit.hits()).isZero();
        assertRolledBack();
    }

    @Test
    void actsOnTheChosenConnectionAlone(@ThroughProxy DataSource through) throws SQLException {
        try (Client other = new Client(through.getConnection())) {
            other.begin().run("insert into t values (2)");
            Fault fault = proxy.link(client.connection())
                    .on(Trigger.commitSent())
                    .always()
                    .cut();
            other.commit().join();
            assertThat(fault.hits()).isZero();
            assertLost(client.commit());
        }
    }

    @Test
    void actsAsOftenAsItIsTold(@ThroughProxy DataSource through) throws SQLException {
        assertThat(commitsUntilOneSucceeds(through, FaultBuilder::once)).isEqualTo(2);
        assertThat(commitsUntilOneSucceeds(through, rule -> rule.times(3))).isEqualTo(4);
        assertThat(commitsUntilOneSucceeds(through, rule -> rule.skip(1))).isEqualTo(1);
    }

    private int commitsUntilOneSucceeds(DataSource through, UnaryOperator<FaultBuilder> rule) throws SQLException {
        Fault fault = rule.apply(proxy.on(Trigger.commitSent())).cut();
        int commits = 0;
        while (true) {
            commits++;
            try (Client fresh = new Client(through.getConnection())) {
                fresh.begin().run("select 1").connection().commit();
                fault.cancel();
                return commits;
            } catch (SQLException e) {
                assertThat(fault.hits()).isEqualTo(commits);
            }
        }
    }

    private String stateOfClient() throws SQLException {
        return witness.text("select state from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and backend_type = 'client backend'");
    }

    private void assertRolledBack() throws SQLException {
        witness.run("insert into t values (1)");
    }

    private void assertCommitted() {
        assertThatThrownBy(() -> witness.run("insert into t values (1)")).hasMessageContaining("duplicate key");
    }

    private static void assertLost(Pending pending) {
        assertThatThrownBy(pending::join)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }
}

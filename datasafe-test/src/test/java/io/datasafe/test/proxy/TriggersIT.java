package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are recognised however the driver sends them. */
@ExtendWith(DatasafeExtension.class)
class TriggersIT {
    @ParameterizedTest
    @CsvSource({
        "1, preferQueryMode=extended",
        "7, preferQueryMode=extended",
        "12, preferQueryMode=extended",
        "1, prepareThreshold=1",
        "3, prepareThreshold=1",
        "12, prepareThreshold=0",
        "12, prepareThreshold=-1",
        "3, preferQueryMode=simple",
        "12, preferQueryMode=extendedForPrepared",
        "12, preferQueryMode=extendedCacheEverything"
    })
    void seesTheCommitAfterManyCommits(
            int number, String mode, FaultProxy proxy, @ThroughProxy DataSource through, DataSource direct)
            throws SQLException {
        try (Client client = new Client(Urls.connect(proxy, through, mode));
                Client witness = new Client(direct.getConnection())) {
            client.run("create table t (id int)").begin();
            Fault sent = proxy.on(Trigger.commitSent()).skip(number - 1).cut();
            Fault replies = proxy.on(Trigger.commitReply()).always().watch();
            for (int i = 1; i < number; i++) {
                client.run("insert into t values (" + i + ")").connection().commit();
            }
            client.run("insert into t values (0)");
            assertThatThrownBy(client.connection()::commit).isInstanceOf(SQLException.class);
            assertThat(sent.hits()).isEqualTo(1);
            assertThat(replies.hits()).isEqualTo(number - 1);
            assertThat(witness.number("select count(*) from t")).isEqualTo(number - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin; select 1; commit",
                "/* a comment */ END",
                "select ';commit'; commit work; select 2",
                "begin; commit and chain; rollback"
            })
    void seesTheCommitInATextOfSeveralStatements(String sql, FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        for (String mode : new String[] {"extended", "simple"}) {
            try (Client client = new Client(Urls.connect(proxy, through, "preferQueryMode=" + mode))) {
                Fault fault = proxy.on(Trigger.commitSent()).cut();
                assertThatThrownBy(() -> client.run(sql)).isInstanceOf(SQLException.class);
                assertThat(fault.hits()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'commit'",
                "select 1 -- commit",
                "select 1 as commit",
                "create function f() returns int language sql begin atomic select 1; end"
            })
    void takesNoOtherTextForACommit(String sql, FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        try (Client client = new Client(Urls.connect(proxy, through, "preferQueryMode=simple"))) {
            Fault fault = proxy.on(Trigger.commitSent()).cut();
            client.run(sql);
            assertThat(fault.hits()).isZero();
        }
    }

    @Test
    void countsTheStatementsOfAConnectionWithoutTransactionControl(FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            client.run("create table t (id int)").begin();
            Fault fault = proxy.on(Trigger.statement(3)).cut();
            client.run("insert into t values (1)");
            assertThatThrownBy(() -> client.run("insert into t values (2)")).isInstanceOf(SQLException.class);
            assertThat(fault.hits()).isEqualTo(1);
        }
    }

    @Test
    void countsTheStatementsFromNowOn(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            client.run("select 1");
            Fault fault = proxy.on(Trigger.statement()).skip(2).always().watch();
            client.run("select 2").run("select 3").run("select 4").run("select 5");
            assertThat(fault.hits()).isEqualTo(2);
        }
    }

    @Test
    void findsStatementsByTheirText(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            Fault part = proxy.on(Trigger.statementContaining("FROM pg_class"))
                    .always()
                    .watch();
            Fault pattern = proxy.on(Trigger.statementMatching(Pattern.compile("^select \\d$")))
                    .always()
                    .watch();
            client.run("select 1").run("select count(*) from pg_class").run("select 22");
            assertThat(part.hits()).isEqualTo(1);
            assertThat(pattern.hits()).isEqualTo(1);
        }
    }

    @Test
    void seesAPreparedStatementByItsName(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(Urls.connect(proxy, through, "prepareThreshold=1"));
                var statement = client.connection().prepareStatement("select relname from pg_class where oid = ?")) {
            statement.setInt(1, 1);
            statement.executeQuery().close();
            statement.executeQuery().close();
            Fault fault = proxy.on(Trigger.statementContaining("relname")).cut();
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
            assertThat(fault.hits()).isEqualTo(1);
        }
    }

    @Test
    void seesAReplyByItsTag(FaultProxy proxy, @ThroughProxy DataSource through, DataSource direct) throws SQLException {
        try (Client client = new Client(through.getConnection());
                Client witness = new Client(direct.getConnection())) {
            client.run("create table t (id int)");
            Fault fault = proxy.on(Trigger.reply("INSERT 0 2")).cut();
            client.run("insert into t values (1)");
            assertThatThrownBy(() -> client.run("insert into t values (2), (3)"))
                    .isInstanceOf(SQLException.class);
            assertThat(fault.hits()).isEqualTo(1);
            assertThat(witness.number("select count(*) from t")).isEqualTo(3);
        }
    }

    @Test
    void actsWhenAClientConnects(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        Fault reset = proxy.on(Trigger.connect()).times(2).reset();
        assertThatThrownBy(through::getConnection).hasRootCauseMessage("Connection reset");
        assertThatThrownBy(through::getConnection).hasRootCauseMessage("Connection reset");
        Fault cut = proxy.on(Trigger.connect()).cut();
        assertThatThrownBy(through::getConnection).isInstanceOf(SQLException.class);
        through.getConnection().close();
        assertThat(reset.hits()).isEqualTo(2);
        assertThat(cut.hits()).isEqualTo(1);
    }

    @Test
    void dropsAConnectingClientWhichThenHearsNothing(FaultProxy proxy, @ThroughProxy DataSource through) {
        Fault fault = proxy.on(Trigger.connect()).drop();
        assertThatThrownBy(() -> Urls.connect(proxy, through, "sslmode=disable&socketTimeout=1"))
                .hasRootCauseMessage("Read timed out");
        assertThat(fault.hits()).isEqualTo(1);
    }

    @Test
    void holdsAConnectingClient(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        Hold hold = proxy.on(Trigger.connect()).hold();
        Client.Pending connecting =
                Client.inBackground(() -> through.getConnection().close());
        hold.await();
        assertThat(connecting.isDone()).isFalse();
        hold.release();
        connecting.join();
    }

    @Test
    void saysWhatNeverCame(FaultProxy proxy) {
        Fault fault = proxy.on(Trigger.commitSent()).cut();
        assertThatThrownBy(() -> fault.awaitHits(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Fault \"COMMIT sent: cut\" acted 0 times within PT0.001S, not 2 times");
        Hold hold = proxy.on(Trigger.statement(2)).hold();
        assertThatThrownBy(() -> hold.await(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Fault \"statement 2: hold\" held no message");
    }
}

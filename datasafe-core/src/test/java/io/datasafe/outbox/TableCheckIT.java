package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.SetAside;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableCheckIT {
    private OutboxDatabase outbox;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void theDdlCanBeRunAgain() throws SQLException {
        outbox.write("a", "a1");
        outbox.db.execute(OutboxTable.ddl());
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a1");
    }

    static List<String> names() {
        return List.of(
                "shop.Out_" + "x".repeat(44),
                "shop.\"Out \"\"x\"\".y\"",
                "shop.order",
                "shop.größe",
                "shop.\"" + "ä".repeat(31) + "\"",
                "shop." + "x".repeat(63));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTableCanHaveAnyNameAndSchema(String table) throws Exception {
        outbox.db.execute("CREATE SCHEMA shop");
        outbox.db.execute(OutboxTable.ddl(table));
        outbox.db.execute(OutboxTable.ddl(table));
        Transactions tx = Transactions.on(outbox.pool()).outboxTable(table).build();
        tx.run(t -> t.outbox("a", "a1"));
        outbox.mailbox.fail("a1", new UndeliverableMessageException("", null));
        OutboxReader reader = outbox.start(outbox.reader().table(table));
        outbox.mailbox.awaitEvent(SetAside.class);
        reader.close();
        Outbox admin = Outbox.of(outbox.pool()).table(table);
        assertThat(admin.setAside(10)).hasSize(1);
        assertThat(admin.backlog().setAside()).isOne();
        // The keys of two tables, and the two indexes of the first.
        assertThat(outbox.db.query("SELECT count(*) FROM pg_indexes" + " WHERE schemaname = 'shop'"))
                .containsExactly("4");
    }

    @Test
    void aMissingTableIsNamedWithTheCure() {
        assertThatThrownBy(() -> outbox.reader().table("shop.mail").start())
                .isInstanceOf(OutboxException.class)
                .hasMessage(
                        "the outbox cannot be read: table shop.mail does not exist on the search path: create it with"
                                + " OutboxTable.ddl(\"shop.mail\"); table shop.mail_reader does not exist on the search path: create it"
                                + " with OutboxTable.ddl(\"shop.mail\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE datasafe_outbox DROP COLUMN due_at CASCADE"
                        + "| table datasafe_outbox has no column due_at of type timestamp with time zone",
                "ALTER TABLE datasafe_outbox ALTER payload TYPE varchar(10)"
                        + "| column payload of table datasafe_outbox is character varying(10) and must be text",
                "ALTER TABLE datasafe_outbox_reader DROP COLUMN token"
                        + "| table datasafe_outbox_reader has no column token of type uuid",
                "ALTER TABLE datasafe_outbox ADD tenant text NOT NULL"
                        + "| column tenant of table datasafe_outbox does not belong to the outbox, is NOT NULL and has no default",
                "ALTER TABLE datasafe_outbox ALTER id SET CACHE 10| column id must be an identity whose sequence has CACHE 1",
                "ALTER TABLE datasafe_outbox ALTER id SET INCREMENT -1 SET MINVALUE -9 SET MAXVALUE 9| a positive INCREMENT",
                "ALTER TABLE datasafe_outbox ALTER id SET CYCLE| NO CYCLE",
                "ALTER TABLE datasafe_outbox ALTER id DROP IDENTITY| column id must be an identity",
            })
    void anotherShapeIsNamed(String change, String message) throws SQLException {
        outbox.db.execute(change);
        assertThatThrownBy(() -> outbox.reader().start())
                .isInstanceOf(OutboxException.class)
                .hasMessageStartingWith("the outbox cannot be read: ")
                .hasMessageContaining(message);
    }

    @Test
    void columnsOfTheUsersOwnDoNoHarm() throws Exception {
        outbox.db.execute("ALTER TABLE datasafe_outbox ADD trace text, ADD tenant text NOT NULL DEFAULT 'none'");
        outbox.start(outbox.reader());
        outbox.write("a", "a1");
        outbox.mailbox.awaitDelivered("a1");
    }

    @Test
    void aRoleThatLacksPrivilegesIsToldWhich() throws SQLException {
        outbox.db.execute("GRANT SELECT, UPDATE ON datasafe_outbox TO pg_monitor");
        outbox.db.execute("GRANT SELECT ON datasafe_outbox_reader TO pg_monitor");
        DataSource monitor = asMonitor();
        assertThatThrownBy(() -> OutboxReader.on(monitor, outbox.mailbox).start())
                .isInstanceOf(OutboxException.class)
                .hasMessage(
                        "the outbox cannot be read: the role lacks SELECT, UPDATE or DELETE on table datasafe_outbox: grant"
                                + " them; the role lacks SELECT, INSERT or UPDATE on table datasafe_outbox_reader: grant them");
        outbox.db.execute("GRANT DELETE ON datasafe_outbox TO pg_monitor");
        outbox.db.execute("GRANT INSERT, UPDATE ON datasafe_outbox_reader TO pg_monitor");
        assertThatCode(() -> OutboxReader.on(monitor, outbox.mailbox).start().close())
                .doesNotThrowAnyException();
    }

    @Test
    void aStandbyIsRefused() {
        PooledDatabase.cluster().awaitReplay();
        DataSource standby =
                outbox.db.database().dataSource(PooledDatabase.cluster().replica(0));
        assertThatThrownBy(() -> OutboxReader.on(standby, outbox.mailbox).start())
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("the data source leads to a standby");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAnErrorAtTheStart() {
        outbox.proxy().refuse();
        Throwable refused = catchThrowable(
                () -> OutboxReader.on(outbox.throughProxy(), outbox.mailbox).start());
        assertThat(refused)
                .isInstanceOf(OutboxException.class)
                .hasMessage("the outbox table datasafe_outbox could not be checked")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(((OutboxException) refused).sqlState()).isEqualTo("08001");
    }

    @Test
    void aPoolThatDoesNotCommitByItselfIsServedToo() throws Exception {
        try (OutboxDatabase manual = OutboxDatabase.open(config -> config.setAutoCommit(false))) {
            manual.write("a", "a1");
            OutboxReader reader = manual.start(manual.reader());
            manual.mailbox.awaitEvent(LeaseTaken.class);
            manual.mailbox.awaitDelivered("a1");
            reader.close();
            assertThat(manual.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
            try (Connection connection = manual.pool().getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    @Test
    void theTransactionThatAThreadHasOpenIsNotTouched() throws SQLException {
        outbox.tx().run(t -> {
            t.outbox("a", "a1");
            for (String before : List.of("", "SELECT 1")) {
                PooledDatabase.execute(t.connection(), before);
                assertThatThrownBy(() -> Outbox.of(outbox.tx().dataSource()).backlog())
                        .isInstanceOf(OutboxException.class)
                        .rootCause()
                        .hasMessageContaining("an open transaction: give the outbox the pool itself");
            }
        });
        assertThat(Outbox.of(outbox.tx().dataSource()).backlog().waiting()).isOne();
    }

    @Test
    void whatTheDatabaseRefusesNamesTheTable() throws SQLException {
        outbox.db.execute("DROP TABLE datasafe_outbox");
        Outbox admin = Outbox.of(outbox.pool());
        assertThatThrownBy(() -> admin.requeue(List.of(1L)))
                .isInstanceOf(OutboxException.class)
                .hasMessage("could not requeue in the outbox table datasafe_outbox")
                .hasRootCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> admin.setAside(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit is 0, must be 1 to 10000");
    }

    /** The superuser's own connection, in another role. */
    private DataSource asMonitor() {
        return (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                TableCheckIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, none) -> {
                    Connection connection = outbox.db.database().dataSource().getConnection();
                    PooledDatabase.execute(connection, "SET ROLE pg_monitor");
                    return connection;
                });
    }
}

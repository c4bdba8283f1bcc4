package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/**
 * Every object that is reached from a transaction's connection leads back to it, so its guards see what is done
 * there.
 */
class OwnConnectionIT {
    private static final String INSERT = "INSERT INTO item VALUES (9, '{1,2}')";

    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int, numbers int[]);"
                + " CREATE FUNCTION items() RETURNS refcursor LANGUAGE plpgsql AS"
                + " $$ DECLARE c refcursor; BEGIN OPEN c FOR SELECT 1 AS id; RETURN c; END $$");
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** How the work comes by its connection. */
    private enum Way {
        OF_THE_TRANSACTION {
            @Override
            Connection connection(Tx t, Transactions tx) {
                return t.connection();
            }
        },
        JOINED {
            @Override
            Connection connection(Tx t, Transactions tx) throws SQLException {
                return tx.dataSource().getConnection();
            }
        };

        abstract Connection connection(Tx t, Transactions tx) throws SQLException;
    }

    /** The guards and bounds that are set make no difference. */
    private enum Setting {
        PLAIN(builder -> builder),
        UNGUARDED(builder -> builder.guard(Guard.OWN_COMMIT, Reaction.OFF)),
        WITH_IDLE_BOUND(builder -> builder.idleBound(Duration.ofHours(1)));

        private final UnaryOperator<TransactionsBuilder> change;

        Setting(UnaryOperator<TransactionsBuilder> change) {
            this.change = change;
        }
    }

    private static Stream<Arguments> waysAndSettings() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Setting.values()).map(setting -> Arguments.of(way, setting)));
    }

    @ParameterizedTest
    @MethodSource("waysAndSettings")
    void eachObjectLeadsBack(Way way, Setting setting) throws SQLException {
        Transactions tx = setting.change.apply(Transactions.on(db.pool())).build();
        for (Transactions each : List.of(tx, tx.deadline(Duration.ofMinutes(5)))) {
            each.run(t -> {
                Connection c = way.connection(t, each);
                ofStatements(c);
                ofPreparedStatements(c);
                ofCalls(c);
                ofMetaData(c);
                ofValues(c);
            });
        }
    }

    private static void ofStatements(Connection c) throws SQLException {
        for (Statement statement : List.of(
                c.createStatement(),
                c.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY),
                c.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT))) {
            assertThat(statement.getConnection()).isSameAs(c);
            leadsBack(statement.executeQuery("SELECT 1"), statement, c);
            assertThat(statement.execute("SELECT 1")).isTrue();
            leadsBack(statement.getResultSet(), statement, c);
            statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);
            leadsBack(statement.getGeneratedKeys(), statement, c);
        }
    }

    private static void ofPreparedStatements(Connection c) throws SQLException {
        String sql = INSERT + " RETURNING id";
        for (PreparedStatement statement : List.of(
                c.prepareStatement(sql),
                c.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY),
                c.prepareStatement(
                        sql,
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        ResultSet.HOLD_CURSORS_OVER_COMMIT))) {
            assertThat(statement.getConnection()).isSameAs(c);
            leadsBack(statement.executeQuery(), statement, c);
            assertThat(statement.execute()).isTrue();
            leadsBack(statement.getResultSet(), statement, c);
        }
        for (PreparedStatement statement : List.of(
                c.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS),
                c.prepareStatement(INSERT, new String[] {"id"}))) {
            statement.executeUpdate();
            leadsBack(statement.getGeneratedKeys(), statement, c);
        }
    }

    private static void ofCalls(Connection c) throws SQLException {
        try (CallableStatement call = c.prepareCall("{? = call items()}")) {
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.execute();
            assertThat(call.getConnection()).isSameAs(c);
            leadsBack((ResultSet) call.getObject(1), c);
        }
    }

    private static void ofMetaData(Connection c) throws SQLException {
        assertThat(c.getMetaData().getConnection()).isSameAs(c);
        leadsBack(c.getMetaData().getTables(null, null, "item", null), c);
        leadsBack(c.getMetaData().getTypeInfo(), c);
    }

    private static void ofValues(Connection c) throws SQLException {
        Array numbers = c.createArrayOf("int4", new Integer[] {3, 4});
        leadsBack(numbers.getResultSet(), c);
        try (PreparedStatement statement = c.prepareStatement("SELECT ?::int[], items(), ?::int[]")) {
            statement.setArray(1, numbers);
            statement.setObject(2, numbers);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat((Object[]) row.getArray(1).getArray()).containsExactly(3, 4);
                assertThat((Object[]) row.getArray(3).getArray()).containsExactly(3, 4);
                leadsBack(row.getArray(1).getResultSet(), c);
                leadsBack(((Array) row.getObject(1)).getResultSet(), c);
                leadsBack(row.getObject(1, Array.class).getResultSet(), c);
                leadsBack((ResultSet) row.getObject(2), c);
            }
        }
    }

    private static void leadsBack(ResultSet result, Statement statement, Connection c) throws SQLException {
        assertThat(result.getStatement()).isSameAs(statement);
        leadsBack(result, c);
    }

    /** A result of the driver's own statement need not name it. */
    private static void leadsBack(ResultSet result, Connection c) throws SQLException {
        Statement statement = result.getStatement();
        if (statement != null) {
            assertThat(statement.getConnection()).isSameAs(c);
        }
        result.close();
    }

    @Test
    void aCommitThroughAPreparedStatementIsRefusedBeforeAnythingIsStored() throws SQLException {
        Transactions tx = Transactions.of(db.pool());
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            PreparedStatement statement = t.connection().prepareStatement(INSERT);
            statement.execute();
            assertThatThrownBy(() -> statement.getConnection().commit())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("commit() was called inside");
            assertThat(db.query("SELECT id FROM item")).isEmpty();
            throw new IllegalStateException("undone");
        }));
        assertThat(caught).hasMessage("undone");
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @Test
    void aJoinedConnectionThatIsReachedThroughAStatementNeitherCommitsNorGoesBackToThePool() throws SQLException {
        Transactions tx = Transactions.of(db.pool());
        tx.run(t -> {
            PreparedStatement statement = tx.dataSource().getConnection().prepareStatement(INSERT);
            statement.execute();
            statement.getConnection().commit();
            assertThat(db.query("SELECT id FROM item")).isEmpty();
            statement.getConnection().close();
            assertThat(t.connection().unwrap(PGConnection.class).getBackendPID())
                    .isPositive();
            assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isOne();
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("9");
    }

    @ParameterizedTest
    @EnumSource
    void aCommitIsNotAddedToABatch(Way way) {
        Transactions tx = Transactions.of(db.pool());
        assertThatThrownBy(() -> tx.run(t -> {
                    Statement statement = way.connection(t, tx).createStatement();
                    statement.addBatch(INSERT);
                    statement.addBatch("COMMIT");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SQL that begins or ends a transaction was used inside");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatIsKeptSendsNothingAfterTheTransaction(Way way) throws SQLException {
        Transactions tx = Transactions.of(db.pool());
        PreparedStatement kept = tx.call(t -> way.connection(t, tx).prepareStatement(INSERT));
        assertThatThrownBy(kept::execute)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }
}

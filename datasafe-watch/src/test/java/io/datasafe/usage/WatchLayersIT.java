package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.pool.HikariProxyPreparedStatement;
import com.zaxxer.hikari.pool.HikariProxyResultSet;
import com.zaxxer.hikari.pool.HikariProxyStatement;
import io.datasafe.test.PooledDatabase;
import io.datasafe.watch.StatementSource;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGStatement;
import org.postgresql.jdbc.PgResultSet;

/** Watched or not, every layer below can be reached: the pool's and the driver's. */
class WatchLayersIT {
    @Test
    void statementsAndResultsUnwrapToEachLayer() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            DataSource watched = Watch.watched(db.pool());
            try (WatchScope scope = Watch.of().scope("layers");
                    Connection connection = watched.getConnection();
                    Statement plain = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("SELECT 1");
                    ResultSet rows = prepared.executeQuery()) {
                assertThat(scope).isNotNull();
                expectLayers(plain, Statement.class, HikariProxyStatement.class, PGStatement.class);
                expectLayers(prepared, PreparedStatement.class, HikariProxyPreparedStatement.class, PGStatement.class);
                expectLayers(rows, ResultSet.class, HikariProxyResultSet.class, PgResultSet.class);
            }
        }
    }

    private static void expectLayers(Wrapper watched, Class<?> own, Class<?> pools, Class<?> drivers)
            throws SQLException {
        assertThat(watched.isWrapperFor(own)).isTrue();
        assertThat(watched.unwrap(own)).isSameAs(watched);
        assertThat(watched.isWrapperFor(pools)).isTrue();
        assertThat(watched.unwrap(pools)).isInstanceOf(pools);
        assertThat(watched.isWrapperFor(drivers)).isTrue();
        assertThat(watched.unwrap(drivers)).isInstanceOf(drivers);
        assertThat(watched.isWrapperFor(DataSource.class)).isFalse();
        assertThatThrownBy(() -> watched.unwrap(DataSource.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void eachObjectLeadsBackToTheWatchedConnectionInAScopeOrNot() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1);
                Connection c = Watch.watched(db.pool()).getConnection()) {
            leadBack(c);
            try (WatchScope scope = Watch.of().scope("back")) {
                leadBack(c);
                assertThat(scope.statements()).isPositive();
            }
        }
    }

    private static void leadBack(Connection c) throws SQLException {
        Array numbers = c.createArrayOf("int4", new Integer[] {1, 2});
        try (Statement plain = c.createStatement();
                PreparedStatement prepared = c.prepareStatement("SELECT ?::int[]");
                CallableStatement call = c.prepareCall("{call pg_sleep(0)}")) {
            prepared.setArray(1, numbers);
            for (Statement statement : List.of(plain, prepared, call)) {
                assertThat(statement.getConnection()).isSameAs(c);
            }
            assertThat(plain.executeQuery("SELECT 1").getStatement()).isSameAs(plain);
            ResultSet row = prepared.executeQuery();
            assertThat(row.getStatement()).isSameAs(prepared);
            assertThat(row.next()).isTrue();
            assertThat((Object[]) row.getArray(1).getArray()).containsExactly(1, 2);
            for (Array each : List.of(numbers, row.getArray(1), (Array) row.getObject(1))) {
                assertThat(each.getResultSet().getStatement().getConnection()).isSameAs(c);
            }
        }
        assertThat(c.getMetaData().getConnection()).isSameAs(c);
        assertThat(c.getMetaData().getTypeInfo().getStatement().getConnection()).isSameAs(c);
    }

    @Test
    void whatIsWatchedAlreadyIsNotWatchedTwice() throws SQLException {
        StatementSource source = StatementSource.named("mine");
        try (PooledDatabase db = PooledDatabase.open(1);
                Connection bare = db.pool().getConnection();
                PreparedStatement watched = source.watched(bare.prepareStatement("SELECT 1"), "SELECT 1")) {
            assertThat(source.watched(watched, "SELECT 1")).isSameAs(watched);
            Connection itsOwn = watched.getConnection();
            assertThat(source.watched(itsOwn)).isSameAs(itsOwn);
            assertThat(itsOwn.unwrap(com.zaxxer.hikari.pool.HikariProxyConnection.class))
                    .isSameAs(bare);
            PreparedStatement call = itsOwn.prepareCall("{call pg_sleep(0)}");
            assertThat(source.watched(call, "{call pg_sleep(0)}")).isSameAs(call);
        }
    }

    @Test
    void aResultThatThereIsNotStaysNone() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1);
                WatchScope scope = Watch.of().scope("none");
                Connection connection = Watch.watched(db.pool()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE item (id serial, name text)");
            assertThat(statement.getResultSet()).isNull();
            statement.executeUpdate("INSERT INTO item (name) VALUES ('a')", Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isOne();
                assertThat(keys.getStatement()).isSameAs(statement);
            }
            assertThat(scope.findings()).isEmpty();
        }
    }
}

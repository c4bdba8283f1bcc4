package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.internal.sql.SqlScanner;
import io.datasafe.internal.sql.WrittenTables;
import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The server is the judge of texts that are easily misread: whole, as the server's own lexer reads them, and as the
 * driver cuts them.
 */
class HostileSqlIT {
    private static final List<String> TABLES = List.of("t", "u", "\u00c4pfel");

    /** A number in a form that PostgreSQL 15 refuses. */
    private static final String NUMBER_OF_16 = "0x1F";

    private static final List<String> MODES = List.of("simple", "extended");
    private static final List<String> CONFORMING = List.of("on", "off");

    private static PooledDatabase db;
    private static boolean changed = true;

    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();

    @BeforeAll
    static void open() throws SQLException {
        db = PooledDatabase.open();
        db.execute("create table t (id int primary key, v text); create table u (a$x$b int);"
                + " create table \"\u00c4pfel\" (x text)");
        for (String mode : MODES) {
            for (String conforming : CONFORMING) {
                Connection connection = connect(mode, conforming);
                connection.setAutoCommit(false);
                CONNECTIONS.put(mode + conforming, connection);
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
        db.close();
    }

    private static Connection connect(String mode, String conforming) throws SQLException {
        String url = db.database().jdbcUrl();
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "preferQueryMode=" + mode
                        + "&options=-c%20standard_conforming_strings=" + conforming,
                PooledDatabase.cluster().primary().user(),
                PooledDatabase.cluster().primary().password());
    }

    static Stream<Arguments> all() throws SQLException {
        int server = CONNECTIONS.get("simpleon").getMetaData().getDatabaseMajorVersion();
        List<Arguments> all = new ArrayList<>();
        for (HostileSql hostile : HostileSql.all()) {
            if (server < 16 && hostile.text().contains(NUMBER_OF_16)) {
                continue;
            }
            for (String mode : MODES) {
                for (String conforming : CONFORMING) {
                    all.add(Arguments.of(hostile, mode, conforming));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServerDoesNothingThatWasNotForeseen(HostileSql hostile, String mode, String conforming)
            throws SQLException {
        if (changed) {
            db.execute("truncate t, u, \"\u00c4pfel\"; insert into t values (1, 'old'); insert into u values (1);"
                    + " insert into \"\u00c4pfel\" values ('old')");
            changed = false;
        }
        Connection connection = CONNECTIONS.get(mode + conforming);
        try {
            List<String> before = contents(connection);
            int results = run(connection, hostile.text());
            TransactionState state = connection.unwrap(BaseConnection.class).getTransactionState();
            // A rollback undoes the rest.
            changed = state == TransactionState.IDLE;
            boolean refused = state == TransactionState.FAILED;
            if (mode.equals("simple") && conforming.equals("on")) {
                assertThat(refused).as("refused").isNotEqualTo(SqlScanner.isComplete(hostile.text(), false));
            }
            if (refused) {
                return;
            }
            assertThat(TransactionControl.is(hostile.text()) || state == TransactionState.OPEN)
                    .as("ends unseen")
                    .isTrue();
            List<String> after = contents(connection);
            WrittenTables written = WrittenTables.of(hostile.text());
            for (int table = 0; table < TABLES.size(); table++) {
                boolean seen = written.anything() || written.tables().contains(TABLES.get(table));
                assertThat(seen || before.get(table).equals(after.get(table)))
                        .as("written unseen: " + TABLES.get(table))
                        .isTrue();
            }
            if (mode.equals("simple")) {
                boolean escapes = conforming.equals("off") && SqlScanner.differsAt(hostile.text()) >= 0;
                assertThat(results).as("statements").isEqualTo(HostileSqlTest.statements(hostile.text(), escapes));
            }
        } finally {
            connection.rollback();
        }
    }

    /** The number of statements that were executed; none if the server refused. */
    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            int results = 1;
            statement.execute(sql);
            while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                results++;
            }
            return results;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(refused.getMessage()).isNotNull();
            return 0;
        }
    }

    private static List<String> contents(Connection connection) throws SQLException {
        List<String> contents = new ArrayList<>();
        for (String table : TABLES) {
            contents.add(PooledDatabase.query(connection, "select x::text from \"" + table + "\" x order by 1")
                    .toString());
        }
        return contents;
    }
}

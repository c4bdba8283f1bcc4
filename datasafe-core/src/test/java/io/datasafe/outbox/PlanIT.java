package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A read touches what it delivers, not what is in the way: counted in pages. */
class PlanIT {
    /** What the planner knows. */
    enum Statistics {
        NONE,
        OF_EMPTY,
        CURRENT
    }

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");
    private static final UUID TOKEN = UUID.randomUUID();

    private OutboxDatabase outbox;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open();
        outbox.db.execute("ALTER TABLE datasafe_outbox SET (autovacuum_enabled = false)");
        outbox.db.execute("INSERT INTO datasafe_outbox_reader (name, token, taken_at, expires_at) VALUES ('outbox', '"
                + TOKEN + "', now(), now() + interval '30 seconds')");
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "NONE, true", "OF_EMPTY, false", "OF_EMPTY, true", "CURRENT, false", "CURRENT, true"})
    void aLongQueueBehindAFailedMessageIsNotReadOver(Statistics statistics, boolean filtered) throws SQLException {
        before(statistics);
        fill("a", 20_000);
        fill("b", 50);
        fill("c", 50);
        outbox.db.execute("UPDATE datasafe_outbox SET attempts = 1, due_at = now() + interval '1 day'"
                + " WHERE id = (SELECT min(id) FROM datasafe_outbox)");
        after(statistics);
        assertThat(pages(filtered, 100)).isLessThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void manyMessagesThatWereSetAsideAreNotReadOver(Statistics statistics) throws SQLException {
        before(statistics);
        fill("a", 20_000);
        outbox.db.execute("UPDATE datasafe_outbox SET attempts = 10, set_aside_at = now()");
        outbox.db.execute("VACUUM datasafe_outbox");
        fill("a", 50);
        fill("b", 50);
        after(statistics);
        assertThat(pages(false, 100)).isLessThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void otherTopicsAreNotReadOverWhereTopicsAreNamed(Statistics statistics) throws SQLException {
        before(statistics);
        fill("x", 20_000);
        fill("b", 100);
        after(statistics);
        assertThat(pages(true, 100)).isLessThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void aHealthyBacklogIsReadFromItsStart(Statistics statistics) throws SQLException {
        before(statistics);
        for (int topic = 0; topic < 200; topic++) {
            fill("topic " + topic, 100);
        }
        after(statistics);
        assertThat(pages(false, 100)).isLessThan(30);
    }

    @Test
    void anEmptyTableCostsNextToNothing() throws SQLException {
        assertThat(pages(false, 0)).isLessThan(20);
    }

    @Test
    void noPlanOfAnEmptyTableIsKeptForAFullOne() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            Statements statements = new Statements(db.pool(), LEASE);
            for (int i = 0; i < 20; i++) {
                statements.run("SELECT 1", PreparedStatement::execute);
            }
            try (Connection same = db.pool().getConnection()) {
                assertThat(PooledDatabase.query(same, "SELECT statement FROM pg_prepared_statements"))
                        .isEmpty();
            }
        }
    }

    private void fill(String topic, int messages) throws SQLException {
        outbox.db.execute("INSERT INTO datasafe_outbox (topic, payload) SELECT '" + topic
                + "', repeat('x', 100) FROM generate_series(1, " + messages + ")");
    }

    private void before(Statistics statistics) throws SQLException {
        if (statistics == Statistics.OF_EMPTY) {
            outbox.db.execute("ANALYZE datasafe_outbox");
        }
    }

    private void after(Statistics statistics) throws SQLException {
        if (statistics == Statistics.CURRENT) {
            outbox.db.execute("ANALYZE datasafe_outbox");
        }
    }

    /** The pages that reading a batch touches, once the first reader has marked dead index entries. */
    private long pages(boolean filtered, int expected) throws SQLException {
        try (Connection connection = outbox.db.database().dataSource().getConnection()) {
            assertThat(rows(connection, filtered)).isEqualTo(expected);
            String plan = explain(connection, filtered);
            long pages = plan.substring(0, plan.indexOf("Planning"))
                    .lines()
                    .filter(line -> line.contains("Buffers:"))
                    .mapToLong(line -> PAGES.matcher(line)
                            .results()
                            .mapToLong(found -> Long.parseLong(found.group(1)))
                            .sum())
                    .max()
                    .orElseThrow();
            assertThat(plan).as(plan).doesNotContain("Seq Scan on datasafe_outbox ");
            return pages;
        }
    }

    private int rows(Connection connection, boolean filtered) throws SQLException {
        try (PreparedStatement read = prepare(connection, "", filtered);
                ResultSet rows = read.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                count += rows.getObject(2) == null ? 0 : 1;
            }
            return count;
        }
    }

    private String explain(Connection connection, boolean filtered) throws SQLException {
        try (PreparedStatement read = prepare(connection, "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ", filtered);
                ResultSet rows = read.executeQuery()) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static PreparedStatement prepare(Connection connection, String prefix, boolean filtered)
            throws SQLException {
        PooledDatabase.execute(connection, "SET client_min_messages = error");
        PreparedStatement read = connection.prepareStatement(
                prefix + new OutboxSql(TableName.of("datasafe_outbox"), LEASE).read(100, filtered));
        for (int parameter = 1; parameter <= 3; parameter += 2) {
            read.setString(parameter, "outbox");
            read.setObject(parameter + 1, TOKEN);
        }
        if (filtered) {
            read.setArray(5, connection.createArrayOf("text", new String[] {"a", "b", "c"}));
        }
        return read;
    }
}

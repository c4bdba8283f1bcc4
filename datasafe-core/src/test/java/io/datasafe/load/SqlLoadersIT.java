package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlLoadersIT {
    private static PooledDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = PooledDatabase.open(2);
        database.execute("""
                CREATE TYPE mood AS ENUM ('happy', 'sad');
                CREATE DOMAIN email AS text;
                CREATE TABLE typed AS SELECT i, i::int2 AS a_int2, i AS a_int4, i::int8 AS a_int8, 'k' || i AS a_text, ('k' || i)::varchar(20) AS a_varchar,
                    md5(i::text)::uuid AS a_uuid, (i / 100.0)::numeric(10, 2) AS a_numeric, date '2000-01-01' + i AS a_date,
                    timestamp '2000-01-01' + i * interval '1 minute' AS a_timestamp, timestamptz '2000-01-01 00:00Z' + i * interval '1 minute' AS a_timestamptz,
                    ('k' || i)::email AS a_domain, ('k' || i)::char(8) AS a_char, i = 7 AS a_bool, (CASE WHEN i = 7 THEN 'sad' ELSE 'happy' END)::mood AS a_mood
                    FROM generate_series(0, 30000) i;
                INSERT INTO typed SELECT i, 0, i, i, 'k' || i, 'k' || i, md5(i::text)::uuid, (i / 100.0)::numeric(10, 2), date '2000-01-01' + i,
                    timestamp '2000-01-01' + i * interval '1 minute', timestamptz '2000-01-01 00:00Z' + i * interval '1 minute',
                    'k' || i, 'k' || i, false, 'happy' FROM generate_series(30001, 100000) i;
                DO $$ DECLARE c text; BEGIN
                    FOR c IN SELECT column_name FROM information_schema.columns WHERE table_name = 'typed' LOOP
                        EXECUTE format('CREATE INDEX ON typed (%I)', c);
                    END LOOP;
                END $$;
                ANALYZE typed;
                """);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static List<Arguments> keys() {
        return List.of(
                Arguments.of("a_int2", Short.class, (short) 7, null),
                Arguments.of("a_int4", Integer.class, 7, null),
                Arguments.of("a_int8", Long.class, 7L, null),
                Arguments.of("a_int8", Integer.class, 7, null),
                Arguments.of("a_int4", Long.class, 7L, null),
                Arguments.of("a_text", String.class, "k7", null),
                Arguments.of("a_varchar", String.class, "k7", null),
                Arguments.of("a_domain", String.class, "k7", null),
                Arguments.of("a_uuid", UUID.class, UUID.fromString("8f14e45f-ceea-167a-5a36-dedd4bea2543"), null),
                Arguments.of("a_numeric", BigDecimal.class, new BigDecimal("0.07"), null),
                Arguments.of("a_date", LocalDate.class, LocalDate.of(2000, 1, 8), null),
                Arguments.of("a_timestamp", LocalDateTime.class, LocalDateTime.of(2000, 1, 1, 0, 7), null),
                Arguments.of(
                        "a_timestamptz",
                        OffsetDateTime.class,
                        OffsetDateTime.of(2000, 1, 1, 0, 7, 0, 0, ZoneOffset.UTC),
                        null),
                Arguments.of("a_bool", Boolean.class, true, null),
                Arguments.of("a_mood", String.class, "sad", "mood"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    <K> void eachKeyTypeTakesAnIndexScan(String column, Class<K> type, K key, String arrayType) throws SQLException {
        String sql = "select " + column + ", i from typed where " + column + " = any(?)";
        SqlLoaderBuilder<K> definition = Loaders.sql("typed", sql, type);
        Loader<K, Integer> loader =
                (arrayType == null ? definition : definition.arrayTypes(arrayType)).one(row -> row.getInt("i"));
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            assertThat(s.get(loader, key)).isEqualTo(7);

            String element = arrayType == null ? ColumnType.of("typed", type).element() : arrayType;
            try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
                explain.setArray(1, connection.createArrayOf(element, new Object[] {key}));
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan");
            }
        }
    }

    @Test
    void aKeyTypeThatNoArrayBindsIsRefused() {
        assertThatThrownBy(() -> Loaders.sql("odd", "..", Object.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key type of loader 'odd' is java.lang.Object");
        assertThatThrownBy(() -> Loaders.sql("odd", "..", Long.class).keyColumns("a", "b"))
                .hasMessage("keyColumns of loader 'odd' are [a, b], must be 1 in number, one per part of the key");
        assertThatThrownBy(() -> Loaders.sql("odd", "..", Long.class).chunk(0))
                .hasMessage("chunk of loader 'odd' is 0, must be from 1 to 1,000,000");
    }

    @Test
    void aWrongElementTypeIsTheServersErrorWithOurNames() throws SQLException {
        LoadException failure = failureOf(
                Loaders.sql("text as int", "select i, i from typed where a_text = any(?)", Integer.class, r -> 1), 1);
        assertThat(failure.sqlState()).isEqualTo("42883");
        assertThat(failure)
                .hasMessageContaining("loader 'text as int' in load scope ")
                .hasMessageContaining("1 key");
    }

    @Test
    void twoRowsForAKeyOfOneAreRefused() throws SQLException {
        assertThat(failureOf(
                        Loaders.sql(
                                "pair",
                                "select 1, x from unnest(?) k cross join generate_series(1, 2) x",
                                Integer.class,
                                r -> 1),
                        1))
                .hasRootCauseMessage(
                        "loader 'pair' read two rows for the same key: use many(..), or write a query that returns"
                                + " one row per key");
        assertThat(failureOf(Loaders.sql("nothing", "select k from unnest(?) k", Integer.class, r -> null), 1))
                .hasRootCauseMessage(
                        "the mapper of loader 'nothing' returned null for a row: only a key without a row may be null");
        assertThat(failureOf(Loaders.sql("null key", "select null::int from unnest(?) k", Integer.class, r -> 1), 1))
                .hasRootCauseMessage("the key column is NULL");
    }

    @Test
    void threePartsAndLabels() throws SQLException {
        record Place(Integer a, String b, Long c) {}
        Loader<Place, List<Integer>> loader = Loaders.sql(
                        "place",
                        "select i as what, a_int4, a_text, a_int8 from typed join unnest(?, ?, ?) k (a, b, c)"
                                + " on a_int4 = a and a_text = b and a_int8 = c",
                        CompositeKey.of(
                                Integer.class, Place::a, String.class, Place::b, Long.class, Place::c, Place::new))
                .keyColumns("a_int4", "a_text", "a_int8")
                .tables("typed")
                .chunk(2)
                .many(row -> row.getInt("what"));
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            List<Place> places = List.of(new Place(1, "k1", 1L), new Place(2, "k2", 2L), new Place(3, "k4", 3L));
            assertThat(s.related(places, p -> p, loader).all()).containsValues(List.of(1), List.of(2), List.of());
            assertThat(s.stats().queries()).isEqualTo(2);
        }
        assertThat(loader).hasToString("loader 'place'");
    }

    @Test
    void aBatchThatTheServerCancelsFailsItsKeysAndCanBeSentAgain() throws SQLException {
        Loader<Integer, Integer> slow = Loaders.sql(
                "slow",
                "select k, 1 from unnest(?) k, pg_sleep(current_setting('my.sleep')::int)",
                Integer.class,
                r -> 1);
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            PooledDatabase.execute(connection, "set my.sleep = 60; set statement_timeout = 20");
            Related<Integer, Integer> related = s.related(List.of(1, 2, 3), i -> i, slow);
            for (int i = 1; i <= 3; i++) {
                int key = i;
                LoadException failure = (LoadException) catchThrowable(() -> related.of(key));
                assertThat(failure.sqlState()).isEqualTo("57014");
                assertThat(failure).hasMessageContaining("3 keys");
            }
            PooledDatabase.execute(connection, "set my.sleep = 0; set statement_timeout = 0");
            assertThat(related.all()).hasSize(3).containsValue(1);
        }
    }

    private static LoadException failureOf(Loader<Integer, ?> loader, int key) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                LoadScope s = LoadScope.open(connection)) {
            return (LoadException) catchThrowable(() -> s.get(loader, key));
        }
    }
}

package io.datasafe.jooq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That for each type of key an index serves, at 100,000 rows, and finds what is equal to the database. */
class KeyTypesIT extends JooqLibrary {
    private static final Field<Integer> ROW = field(name("keyed", "n"), SQLDataType.INTEGER);

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("bigint", "i", SQLDataType.BIGINT, 7L),
                Arguments.of("int", "i", SQLDataType.INTEGER, 7),
                Arguments.of("varchar(20)", "'k' || i", SQLDataType.VARCHAR, "k7"),
                Arguments.of("text", "'k' || i", SQLDataType.CLOB, "k7"),
                Arguments.of("char(12)", "'k' || i", SQLDataType.CHAR(12), "k7"),
                Arguments.of("numeric(12, 2)", "i", SQLDataType.NUMERIC, new BigDecimal("7.0")),
                Arguments.of("date", "date '2000-01-01' + i", SQLDataType.LOCALDATE, LocalDate.of(2000, 1, 8)),
                Arguments.of(
                        "timestamptz",
                        "timestamptz '2000-01-01 00:00+00' + i * interval '1 minute'",
                        SQLDataType.OFFSETDATETIME,
                        OffsetDateTime.parse("2000-01-01T02:07:00+02:00")),
                Arguments.of(
                        "uuid",
                        "('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid",
                        SQLDataType.UUID,
                        UUID.fromString("00000000-0000-0000-0000-000000000007")),
                Arguments.of("domain_key", "'k' || i", SQLDataType.VARCHAR, "k7"),
                Arguments.of("citext", "'k' || i", type("citext"), "K7"));
    }

    private static DataType<String> type(String name) {
        return new DefaultDataType<>(SQLDialect.POSTGRES, String.class, name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    <K> void anIndexServes(String type, String value, DataType<K> dataType, K key) {
        create(type, value);
        Field<K> column = field(name("keyed", "k"), dataType);
        One<K, Integer> one = One.by(column).value(ROW).orElse(-1);
        queries(1, s -> assertThat(s.get(one, key)).isEqualTo(7));
        queries(1, s -> assertThat(s.get(One.count(column), key)).isEqualTo(1));
        queries(1, s -> assertThat(s.get(One.exists(column), key)).isTrue());
        queries(
                1,
                s -> assertThat(s.get(Many.by(column).value(ROW).orderBy(ROW).top(1), key))
                        .containsExactly(7));
        for (Definition<K, ?, ?> definition : Set.of(
                one,
                One.count(column),
                One.exists(column),
                Many.by(column).value(ROW).orderBy(ROW).top(1))) {
            String plan = plan(definition, key);
            assertThat(plan).contains("keyed_pkey").doesNotContain("Seq Scan");
        }
    }

    @Test
    void enumsAreBoundAsWhatTheyAre() {
        db.outside().execute("CREATE TYPE mood AS ENUM ('sad', 'happy')");
        create("mood", "CASE i WHEN 1 THEN 'sad' ELSE 'happy' END::mood", 2);
        One<String, Integer> one =
                One.by(field(name("keyed", "k"), type("mood"))).value(ROW).orElse(-1);
        queries(1, s -> assertThat(s.get(one, "happy")).isEqualTo(2));
    }

    @Test
    void typesThatAreNoKeysAreRefused() {
        for (Field<?> field : List.of(
                field("id"),
                field("id", byte[].class),
                field("id", SQLDataType.BIGINT.array()),
                field("id", SQLDataType.RECORD),
                field("id", SQLDataType.RESULT))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> One.by(field))
                    .withMessageStartingWith("key column id is of type ")
                    .withMessageContaining("which cannot be bound as an array of keys");
        }
    }

    private void create(String type, String value) {
        create(type, value, 100_000);
    }

    private void create(String type, String value, int rows) {
        db.outside().execute("CREATE EXTENSION IF NOT EXISTS citext");
        db.outside().execute("CREATE DOMAIN domain_key AS varchar(20)");
        db.outside().execute("CREATE TABLE keyed (k " + type + " PRIMARY KEY, n int)");
        db.outside().execute("INSERT INTO keyed SELECT " + value + ", i FROM generate_series(1, " + rows + ") i");
        db.outside().execute("VACUUM ANALYZE keyed");
    }

    /** Of a batch of 100 keys, on the plan that is made for any. */
    private <K> String plan(Definition<K, ?, ?> definition, K key) {
        String sql =
                new BatchQuery<>(definition.selection()).sql(dsl, List.of(key)).replace("?", "$1");
        return dsl.connectionResult(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SET plan_cache_mode = force_generic_plan");
                statement.execute("PREPARE batch AS " + sql);
                StringBuilder plan = new StringBuilder();
                try (var rows = statement.executeQuery("EXPLAIN EXECUTE batch (NULL)")) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                statement.execute("DEALLOCATE batch");
                statement.execute("RESET plan_cache_mode");
                return plan.toString();
            }
        });
    }
}

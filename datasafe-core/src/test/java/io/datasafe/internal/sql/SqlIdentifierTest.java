package io.datasafe.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlIdentifierTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "orders             | \"orders\"",
                "Shop.Orders        | \"shop\".\"orders\"",
                "order              | \"order\"",
                "\"Order\"          | \"Order\"",
                "\"a\"\"b.c\".x     | \"a\"\"b.c\".\"x\"",
                "_a$1               | \"_a$1\"",
                "Größe              | \"größe\"",
                "ÄPFEL              | \"Äpfel\"",
                "U&\"d\\0061t\\+000061\" | \"data\"",
                "u&\"a\\\\b\"        | \"a\\b\"",
                "e                  | \"e\"",
            })
    void readsNamesAsSqlWritesThem(String text, String quoted) {
        assertThat(SqlIdentifier.parse("table", text, 2).quoted()).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "a ",
                "a.",
                ".a",
                "a..b",
                "a.b.c",
                "1a",
                "$1",
                "a-b",
                "a;b",
                "'a'",
                "e'a'",
                "\"a",
                "\"\"",
                "a\"b\"",
                "a--",
                "a/**/",
                "\"a\u0000b\"",
                "\"a\ud800\"",
                "a\u00a0b",
                "a\u2003",
                "U&\"a",
                "U&'a'",
                "?",
                "$$a$$"
            })
    void refusesWhatIsNoName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlIdentifier.parse("table", text, 2))
                .withMessageStartingWith("table is " + text + ", must be [schema.]name as in SQL");
    }

    @Test
    void measuresInBytes() {
        assertThat(SqlIdentifier.parse("table", "\u00e4".repeat(31), 1).name()).hasSize(31);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlIdentifier.parse("table", "a.\"" + "\u00e4".repeat(32) + "\"", 2))
                .withMessage(
                        "table is a.\"" + "\u00e4".repeat(32) + "\", and \"" + "\u00e4".repeat(32)
                                + "\" has 64 bytes, which is longer than the 63 bytes of a PostgreSQL name: the server would cut it off");
    }

    @Test
    void derivesNamesInTheSameSchema() {
        SqlIdentifier table = SqlIdentifier.parse("table", "shop.\"Order\"", 2);
        assertThat(table.derived("_id").quoted()).isEqualTo("\"shop\".\"Order_id\"");
        assertThat(table.withoutSchema().derived("_id")).hasToString("\"Order_id\"");
        assertThat(table).hasToString("shop.\"Order\"");
    }

    @Test
    void derivedNamesAreNeitherCutNorTheSame() {
        SqlIdentifier one = SqlIdentifier.parse("table", "a".repeat(62) + "1", 1);
        SqlIdentifier other = SqlIdentifier.parse("table", "a".repeat(62) + "2", 1);
        assertThat(one.derived("_x").name())
                .hasSize(63)
                .isNotEqualTo(other.derived("_x").name())
                .isNotEqualTo(one.derived("_y").name());
    }

    @Test
    void whatFitsStays() {
        assertThat(SqlIdentifier.fitting("a".repeat(63))).isEqualTo("a".repeat(63));
    }

    @Test
    void whatDoesNotFitEndsWithAHashOfAllOfIt() {
        String one = SqlIdentifier.fitting("\u00e4".repeat(40) + "1");
        String other = SqlIdentifier.fitting("\u00e4".repeat(40) + "2");
        assertThat(one).startsWith("\u00e4".repeat(27) + "_").isNotEqualTo(other);
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSize(63);
        assertThat(SqlIdentifier.fitting("x" + "\ud83c\udf33".repeat(20)).getBytes(StandardCharsets.UTF_8))
                .hasSize(1 + 13 * 4 + 9);
    }

    @Test
    void cutsAsTheServerDoes() {
        assertThat(SqlIdentifier.cut("a".repeat(70))).isEqualTo("a".repeat(63));
        assertThat(SqlIdentifier.cut("a" + "\u20ac".repeat(21))).isEqualTo("a" + "\u20ac".repeat(20));
    }
}

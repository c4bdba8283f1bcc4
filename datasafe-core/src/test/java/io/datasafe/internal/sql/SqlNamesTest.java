package io.datasafe.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlNamesTest {
    @Test
    void findsNamesWhereverTheyStandAndNothingInStrings() {
        assertThat(
                        SqlNames.of(
                                "select a.\"X\"\"y\", 'b', $1, 12, $q$c$q$ from Public.author a /* d */ where id in (select f from e) -- g"))
                .containsExactlyInAnyOrder(
                        "select", "a", "X\"y", "from", "public", "author", "where", "id", "in", "f", "e");
    }

    @Test
    void namesAreAsTheServerStoresThem() {
        assertThat(SqlNames.of("table U&\"d\\0061t\\+000061\"")).contains("data");
        assertThat(SqlNames.of("table U&\"d!0061ta!!\" /* */ UESCAPE '!'")).contains("data!");
        assertThat(SqlNames.of("table U&\"a\\zb\"")).contains("a\\zb");
        assertThat(SqlNames.of("table \u00c4PFEL")).contains("\u00c4pfel", "\u00e4pfel");
        assertThat(SqlNames.of("table " + "A".repeat(70))).contains("a".repeat(63));
    }

    @Test
    void aTextWithTwoReadingsHasTheNamesOfBoth() {
        assertThat(SqlNames.of("select 'a\\' from b -- ' from c")).contains("b", "c");
        assertThat(SqlNames.of("select 'a\\' from b")).contains("b");
    }

    @Test
    void anEmptyTextHasNone() {
        assertThat(SqlNames.of(" ")).isEmpty();
    }
}

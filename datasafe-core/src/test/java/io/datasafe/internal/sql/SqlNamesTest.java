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
    void anEmptyTextHasNone() {
        assertThat(SqlNames.of(" ")).isEmpty();
    }
}

package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DdlTest {
    @Test
    void whatFitsStays() {
        assertThat(Ddl.fitting("a".repeat(63))).isEqualTo("a".repeat(63));
    }

    @Test
    void whatDoesNotFitEndsWithAHashOfAllOfIt() {
        String one = Ddl.fitting("\u00e4".repeat(40) + "1");
        String other = Ddl.fitting("\u00e4".repeat(40) + "2");
        assertThat(one).startsWith("\u00e4".repeat(27) + "_").isNotEqualTo(other);
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSize(63);
        assertThat(Ddl.fitting("x" + "\ud83c\udf33".repeat(20)).getBytes(StandardCharsets.UTF_8))
                .hasSize(1 + 13 * 4 + 9);
    }
}

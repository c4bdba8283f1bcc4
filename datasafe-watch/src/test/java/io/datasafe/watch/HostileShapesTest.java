package io.datasafe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No value is shown of a text that is easily misread: core's corpus, each of whose values holds a word that may not
 * appear.
 */
class HostileShapesTest {
    static Stream<String> all() throws IOException {
        String file = Files.readString(Path.of("../datasafe-core/src/test/resources/hostile-sql.txt"));
        return Stream.of(file.replaceAll("(?m)^#.*\n", "").split("\n----\n"))
                .map(entry ->
                        entry.substring(entry.indexOf('\n') + 1).stripTrailing().replace("<CR>", "\r"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsNoValue(String sql) {
        assertThat(StatementShape.of(sql).shape()).doesNotContain("secret");
    }

    @Test
    void hidesWhatMayBeAValueInOneOfTwoReadings() {
        assertThat(StatementShape.of("select 'a\\', 'secret', ' \\', 'secret2 '")
                        .shape())
                .doesNotContain("secret");
        assertThat(StatementShape.of("select v from t where v like ? escape '\\' and v = 'secret'")
                        .shape())
                .isEqualTo("select v from t where v like ? escape ? and v = ?");
    }

    @Test
    void readsNumbersAndSignsAsTheServerDoes() {
        assertThat(StatementShape.of("select 1e-5, -1, v::text, $1 from t where id=-1 and id<-5")
                        .shape())
                .isEqualTo("select ?, -?, v::text, $1 from t where id=-? and id<-?");
    }

    @Test
    void aWatchedTextMayEndAnywhere() {
        for (String sql : new String[] {"select 1 as \"", "select U&\"", "select '", "\"", "U&\"", "$a$", "E'\\"}) {
            assertThat(StatementShape.of(sql)).isNotNull();
        }
    }
}

package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The proxy cuts the texts of core's corpus where the server does, and shows none of their values. */
class HostileStatementsTest {
    static Stream<Arguments> all() throws IOException {
        String file = Files.readString(Path.of("../datasafe-core/src/test/resources/hostile-sql.txt"));
        return Stream.of(file.replaceAll("(?m)^#.*\n", "").split("\n----\n"))
                .map(entry -> Arguments.of(
                        Integer.parseInt(entry.substring(0, entry.indexOf(' '))),
                        entry.substring(entry.indexOf('\n') + 1).stripTrailing().replace("<CR>", "\r")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void areCutAndMasked(int count, String sql) {
        List<Statement> statements = Statement.simple(sql);
        if (SqlTokens.differsAt(sql) < 0) {
            assertThat(statements).hasSize(count);
        }
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.shown()).doesNotContain("secret"));
        assertThat(Statement.parsed(sql))
                .allSatisfy(statement -> assertThat(statement.shown()).isEqualTo(statement.text()));
    }
}

package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.datasafe.internal.sql.SqlNames;
import io.datasafe.internal.sql.SqlScanner;
import io.datasafe.internal.sql.WrittenTables;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What core's readers find in texts that are easily misread. */
class HostileSqlTest {
    static List<HostileSql> all() {
        return HostileSql.all();
    }

    static int statements(String sql, boolean escapes) {
        int count = 0;
        int at = SqlScanner.nextStatement(sql, 0);
        while (at < sql.length()) {
            count++;
            at = SqlScanner.nextStatement(sql, SqlScanner.afterStatement(sql, at, escapes));
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theScannerCountsStatements(HostileSql hostile) {
        assertThat(statements(hostile.text(), false)).isEqualTo(hostile.statements());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theGuardSeesWhatEndsATransaction(HostileSql hostile) {
        assertThat(TransactionControl.is(hostile.text())).isEqualTo(hostile.ends());
    }

    @ParameterizedTest
    @MethodSource("all")
    void loadersLearnWhatIsWritten(HostileSql hostile) {
        WrittenTables expected = switch (hostile.writes()) {
            case "nothing" -> WrittenTables.NONE;
            case "anything" -> WrittenTables.ANYTHING;
            default -> new WrittenTables(false, Set.of(hostile.writes().split(",")));
        };
        assertThat(WrittenTables.of(hostile.text())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrittenTableIsAmongTheNames(HostileSql hostile) {
        assertThat(SqlNames.of(hostile.text()))
                .containsAll(WrittenTables.of(hostile.text()).tables());
    }

    @Test
    void whatTheDriverUnwrapsIsNotTrusted() {
        assertThat(TransactionControl.is("{oj commit}")).isTrue();
        assertThat(TransactionControl.is("{ call f() }")).isFalse();
        assertThat(TransactionControl.is("{ ? = call f() }")).isFalse();
    }

    @Test
    void everyTextIsAccepted() {
        String[] pieces = {
            "'", "\"", "\\", "$", "$a$", "E'", "U&\"", "/*", "*/", "--", "\n", ";", "(", ")", "a", "1", "?", "with ",
            "update "
        };
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String sql = text.toString();
            assertThatCode(() -> {
                        TransactionControl.is(sql);
                        WrittenTables.of(sql);
                        SqlNames.of(sql);
                    })
                    .as(sql)
                    .doesNotThrowAnyException();
        }
    }
}

package io.datasafe.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All send the same, and the watch sees it where there is a scope. */
class WatchPeersTest {
    private static Statements statements(String use, int rows, int columns) throws SQLException {
        Statements statements = new Statements();
        statements.use = use;
        statements.rows = rows;
        statements.columns = columns;
        statements.open();
        return statements;
    }

    @ParameterizedTest
    @ValueSource(strings = {"outside", "different", "repeated"})
    void allReadTheSame(String use) throws SQLException {
        Statements statements = statements(use, 20, 8);
        WatchBenchmark benchmark = new WatchBenchmark();
        // 20 rows of the columns 1 to 8, each added to the number of the statement: 0 to 99.
        long all = 20 * (100 * 36 + 8 * 4_950);
        assertThat(benchmark.bareJdbc(statements)).isEqualTo(all);
        assertThat(benchmark.datasafe(statements)).isEqualTo(use.equals("outside") ? all : all + 100);
        assertThat(benchmark.datasourceProxy(statements)).isEqualTo(all + 100);
    }

    @Test
    void onlyWhatIsRepeatedIsFound() throws SQLException {
        for (String use : new String[] {"different", "repeated"}) {
            Statements statements = statements(use, 1, 1);
            try (WatchScope scope = Watch.of().scope(use)) {
                statements.send(statements.watched());
                assertThat(scope.statements()).isEqualTo(100);
                assertThat(scope.findings())
                        .extracting(Finding::count)
                        .isEqualTo(use.equals("repeated") ? List.of(100) : List.of());
            }
        }
    }
}

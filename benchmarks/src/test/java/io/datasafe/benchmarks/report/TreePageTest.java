package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.benchmarks.run.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreePageTest {
    private static final Environment ENVIRONMENT =
            new Environment("trees", "", "", "", "", 2, 1, "", "", "", new TreeMap<>(Map.of("a", "1")), "");

    @Test
    void comparesWithTheLimitAndWithLevels() {
        assertThat(page(
                        subtree("bareJdbc", "0", 1_000),
                        subtree("datasafe", "0", 1_200),
                        subtree("jooqLevels", "0.5", 4_500),
                        subtree("datasafe", "0.5", 3_000)))
                .contains("| Subtree of 1,111, loopback: time, × bare JDBC | ≤ 1.25 | 1.2 | met |")
                .contains(
                        "| Subtree of 1,111, network + 0.5 ms: level by level: time, × ours | ≥ 2 | 1.5 | **missed** |")
                .contains("1,111 nodes, loopback (")
                .contains("1,111 nodes, network + 0.5 ms (");
    }

    @Test
    void countsEveryLoop() {
        assertThat(page(
                        move("bareJdbc", 300, 0, 0),
                        move("unlocked", 200, 0, 3, 0, 2, 0),
                        move("datasafe", 400, 0, 0, 0, 0, 1)))
                .contains("| B/op | loops made |\n|---|--:|--:|--:|--:|--:|--:|\n")
                .contains("| check, then UPDATE | 200 | 200 – 200 | 0.67 | 1.00 | – | 5 |")
                .contains("| Moves by 8: loops made | ≤ 0 | 1 | **missed** |");
    }

    @Test
    void saysNothingOfLoaders() {
        assertThat(page()).contains("### Aims of trees and graphs").doesNotContain("Two levels", "Hot rows");
        assertThat(new Page(ENVIRONMENT, new Results(List.of())).mark()).isEqualTo("trees");
    }

    private static String page(Measurement... measurements) {
        return new Page(ENVIRONMENT, new Results(List.of(measurements))).tables();
    }

    private static Measurement subtree(String peer, String delay, double time) {
        return new Measurement(
                "SubtreeBenchmark",
                peer,
                new TreeMap<>(Map.of("delay", delay, "nodes", "1111")),
                new Effort(1, 2, "400 ms", 1, "400 ms", 0),
                "us/op",
                List.of(time),
                Map.of());
    }

    private static Measurement move(String peer, double time, double... cycles) {
        return new Measurement(
                "MoveBenchmark",
                peer,
                new TreeMap<>(Map.of("depth", "5")),
                new Effort(1, 2, "400 ms", 1, "400 ms", 0),
                "us/op",
                List.of(time),
                Map.of("cycles", Arrays.stream(cycles).boxed().toList()));
    }
}

package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.benchmarks.run.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadPageTest {
    private static final Environment ENVIRONMENT =
            new Environment("loaders", "", "", "", "", 2, 1, "", "", "", new TreeMap<>(Map.of("a", "1")), "");

    @Test
    void comparesEachOfOursWithTheFloorThatFetchesAsItDoes() {
        assertThat(page(
                        near("AuthorOfEachBenchmark", "bareJdbc", 100),
                        near("AuthorOfEachBenchmark", "jooqByHand", 200),
                        near("AuthorOfEachBenchmark", "datasafe", 108),
                        near("AuthorOfEachBenchmark", "datasafeJooq", 230)))
                .contains("| One, 100 keys, loopback: time, × bare JDBC | ≤ 1.1 | 1.08 | met |")
                .contains("| One, 100 keys, loopback: time on jOOQ, × jOOQ by hand | ≤ 1.1 | 1.15 | **missed** |");
    }

    @Test
    void saysHowManyTimesALoopTakes() {
        assertThat(page(
                        near("BooksOfEachBenchmark", "jooqLoop", 5_000),
                        near("BooksOfEachBenchmark", "datasafeJooq", 250)))
                .contains("| Many, 100 keys, loopback: the loop's time, × ours | ≥ 15 | 20 | met |");
    }

    @Test
    void showsPagesReadWhereTheyWereCounted() {
        assertThat(page(
                        newest("bareJdbc", 900, 300),
                        newest("datasafeJooq", 1_000, 300),
                        newest("rowNumber", 500_000, 7_500)))
                .contains("| B/op | pages read |\n|---|--:|--:|--:|--:|--:|--:|\n")
                .contains("| row_number() | 500,000 | 500,000 – 500,000 | 555.56 | 1.00 | – | 7,500 |")
                .contains("| Three newest: pages read, × row_number() | ≤ 0.05 | 0.04 | met |");
    }

    @Test
    void namesTheFloorThatIsNoJdbc() {
        assertThat(page(
                        measured("EngineBenchmark", "hashMap", "ns/op", 20),
                        measured("EngineBenchmark", "datasafe", "ns/op", 30)))
                .contains("| | median, ns | quartiles, ns | × a map by hand |")
                .contains("| **datasafe** | 30 | 30 – 30 | 1.50 |");
    }

    @Test
    void saysNothingOfTransactions() {
        assertThat(page()).contains("### Aims of loaders").doesNotContain("COMMIT", "Serializable", "Hot rows");
        assertThat(new Page(ENVIRONMENT, new Results(List.of())).mark()).isEqualTo("loaders");
    }

    private static String page(Measurement... measurements) {
        return new Page(ENVIRONMENT, new Results(List.of(measurements))).tables();
    }

    private static Measurement near(String benchmark, String peer, double time) {
        return new Measurement(
                benchmark,
                peer,
                new TreeMap<>(Map.of("delay", "0", "keys", "100")),
                new Effort(1, 2, "400 ms", 1, "400 ms", 0),
                "us/op",
                List.of(time),
                Map.of());
    }

    private static Measurement newest(String peer, double time, double pages) {
        return new Measurement(
                "NewestOfEachBenchmark",
                peer,
                new TreeMap<>(),
                new Effort(1, 2, "400 ms", 1, "400 ms", 0),
                "us/op",
                List.of(time),
                Map.of("buffers", List.of(pages)));
    }

    private static Measurement measured(String benchmark, String peer, String unit, double time) {
        return new Measurement(
                benchmark,
                peer,
                new TreeMap<>(),
                new Effort(1, 2, "400 ms", 1, "400 ms", 0),
                unit,
                List.of(time),
                Map.of());
    }
}

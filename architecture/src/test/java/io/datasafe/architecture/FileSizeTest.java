package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One idea a file: a file that grows past these bounds holds two. */
class FileSizeTest {
    private static final int MAIN = 400;
    private static final int MEDIAN = 80;
    private static final int TEST = 600;

    @Test
    void noMainFileIsTooLong() throws IOException {
        assertThat(longerThan(MAIN, lines("src/main/java"))).isEmpty();
    }

    @Test
    void noTestFileIsTooLong() throws IOException {
        assertThat(longerThan(TEST, lines("src/test/java"))).isEmpty();
    }

    @Test
    void theMedianFileFitsOnAScreen() throws IOException {
        List<Integer> sorted = lines("src/main/java").values().stream().sorted().toList();
        assertThat(sorted).hasSizeGreaterThan(10);
        assertThat(sorted.get(sorted.size() / 2)).isLessThanOrEqualTo(MEDIAN);
    }

    private static Map<String, Integer> longerThan(int bound, Map<String, Integer> lines) {
        Map<String, Integer> longer = new TreeMap<>(lines);
        longer.values().removeIf(count -> count <= bound);
        return longer;
    }

    private static Map<String, Integer> lines(String sources) throws IOException {
        Path root = House.root();
        Map<String, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = root.relativize(file).toString();
                if (name.contains(sources) && !name.contains("target/")) {
                    lines.put(name, Files.readAllLines(file).size());
                }
            }
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }
}

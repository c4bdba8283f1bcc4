package io.datasafe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each benchmark's Javadoc holds the command that runs it. */
class JavadocCommandTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void everyBenchmarkSaysHowToRunIt() throws IOException {
        List<Path> benchmarks = benchmarks();

        assertThat(benchmarks).hasSizeGreaterThanOrEqualTo(5).allSatisfy(source -> {
            String name = source.getFileName().toString().replace(".java", "");
            String beforeTheClass = read(source).split("public class ", 2)[0];
            assertThat(name).endsWith("Benchmark");
            assertThat(beforeTheClass).contains(" * java -jar benchmarks/target/benchmarks.jar " + name);
        });
    }

    private static List<Path> benchmarks() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains("    @Benchmark\n"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

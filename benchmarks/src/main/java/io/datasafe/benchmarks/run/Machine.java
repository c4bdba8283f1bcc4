package io.datasafe.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at the machine, the JVM and the sources of this run. */
final class Machine {
    private static final long GIBIBYTE = 1L << 30;

    private Machine() {}

    static Environment describe(String suite, String postgresql, String note) {
        return new Environment(
                suite,
                LocalDate.now(ZoneOffset.UTC).toString(),
                "benchmarks/run " + suite,
                git("rev-parse", "--short=12", "HEAD")
                        + (git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : "-dirty"),
                cpu(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory() / (double) GIBIBYTE),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                postgresql,
                versions(),
                note);
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The sources may lie outside of git, or the machine may have none: then nothing is known, which is no reason not
     * to measure.
     */
    private static String git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? out : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static SortedMap<String, String> versions() {
        Properties properties = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new IllegalStateException("versions.properties is missing from the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }
}

package io.datasafe.benchmarks.report;

import com.google.gson.Gson;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns {@code jmh.json} and {@code environment.json} of a run into {@code report.md} and SVG charts beside them, and if asked into a page of
 * the documentation:
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.datasafe.benchmarks.report.Report benchmarks/results/DATE-SUITE docs/benchmarks.md
 * }</pre>
 *
 * <p>The same input gives the same output, on the same JDK and fonts.
 *
 * @since 0.1
 */
public final class Report {
    private static final String BEGIN = "<!-- report: begin -->";
    private static final String END = "<!-- report: end -->";

    private Report() {}

    /**
     * Reports.
     *
     * @param args the directory of a run, and perhaps a page that holds the two marks between which the report belongs
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("usage: Report DIRECTORY [PAGE]");
        }
        System.setProperty("java.awt.headless", "true");
        Path directory = Path.of(args[0]);
        Page page = read(directory);
        Files.writeString(directory.resolve("report.md"), "# Benchmarks\n\n" + page.markdown(""));
        draw(page.results(), directory);
        if (args.length == 2) {
            publish(page, Path.of(args[1]));
        }
        PrintStream out = System.out;
        out.println("Wrote " + directory.resolve("report.md"));
    }

    static Page read(Path directory) throws IOException {
        Environment environment =
                new Gson().fromJson(Files.readString(directory.resolve("environment.json")), Environment.class);
        return new Page(environment, Results.read(directory.resolve("jmh.json")));
    }

    private static void draw(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Chapter chapter : Chapter.ALL) {
            if (!results.of(chapter.benchmark()).isEmpty()) {
                BarChart.write(chapter, results, directory.resolve(chapter.chart() + ".svg"));
            }
        }
    }

    /** The charts go into a directory beside the page that is named as the page. */
    private static void publish(Page page, Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.md$", "");
        draw(page.results(), file.resolveSibling(name));
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " must hold " + BEGIN + " and, after it, " + END);
        }
        Files.writeString(
                file,
                text.substring(0, begin + BEGIN.length()) + "\n\n" + page.markdown(name + "/") + "\n"
                        + text.substring(end));
    }
}

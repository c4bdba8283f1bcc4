package io.datasafe.benchmarks.report;

import com.google.gson.Gson;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Turns the JSON files of a run into tables in {@code report.md} and SVG charts beside them, and if asked into a part
 * of a page of the documentation:
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.datasafe.benchmarks.report.Report benchmarks/results/DATE-SUITE docs/benchmarks.md
 * }</pre>
 *
 * <p>The same input gives the same output.
 *
 * @since 0.1
 */
public final class Report {
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
        Path directory = Path.of(args[0]);
        Content content = read(directory);
        Files.writeString(directory.resolve("report.md"), "# Tables\n\n" + Lines.wrap(content.tables()));
        content.draw(directory);
        if (args.length == 2) {
            publish(content, directory, Path.of(args[1]));
        }
        PrintStream out = System.out;
        out.println("Wrote " + directory.resolve("report.md"));
    }

    static Content read(Path directory) throws IOException {
        Gson gson = new Gson();
        Path about = directory.resolve("environment.json");
        if (!Files.exists(about)) {
            return PairPage.read(directory);
        }
        Environment environment = gson.fromJson(Files.readString(about), Environment.class);
        Path faults = directory.resolve("faults.json");
        return Files.exists(faults)
                ? new FaultPage(environment, gson.fromJson(Files.readString(faults), FaultResults.class))
                : new Page(environment, Results.read(directory.resolve("jmh.json")));
    }

    /** The charts go into a directory beside the page that is named as the page. */
    static void publish(Content content, Path run, Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.md$", "");
        Path charts = file.resolveSibling(name);
        Files.createDirectories(charts);
        content.draw(charts);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        String tables =
                folder.relativize(run.toAbsolutePath().resolve("report.md")).toString();
        String first = "<!-- " + content.mark() + ": begin -->";
        String last = "<!-- " + content.mark() + ": end -->";
        String text = Files.readString(file);
        int begin = text.indexOf(first);
        int end = text.indexOf(last);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " must hold " + first + " and, after it, " + last);
        }
        Files.writeString(
                file,
                text.substring(0, begin + first.length()) + "\n\n" + Lines.wrap(content.published(name + "/", tables))
                        + "\n" + text.substring(end));
    }
}

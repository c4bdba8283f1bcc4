package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The page of a run that measured time. */
record Page(Environment environment, Results results) implements Content {
    @Override
    public String tables() {
        StringBuilder out = new StringBuilder(Provenance.of(environment));
        aims(out);
        for (Chapter chapter : measured()) {
            heading(out, chapter);
            out.append("\n");
            for (String group : chapter.groups(results)) {
                List<Measurement> rows = chapter.inGroup(results, group);
                out.append("\n")
                        .append(capitalised(group))
                        .append(" (")
                        .append(Effort.of(rows))
                        .append("):\n\n");
                out.append(chapter.retries() ? RetryTable.of(rows) : TimeTable.of(rows));
            }
        }
        return out.toString();
    }

    @Override
    public String published(String charts, String tables) {
        StringBuilder out = new StringBuilder(Provenance.of(environment));
        aims(out);
        for (Chapter chapter : measured()) {
            heading(out, chapter);
            out.append(" Each figure: [table](").append(tables).append('#').append(anchor(chapter.title()));
            out.append(").\n\n![")
                    .append(chapter.title())
                    .append("](")
                    .append(charts)
                    .append(chapter.chart());
            out.append(".svg)\n\n").append(efforts(chapter));
        }
        return out.toString();
    }

    @Override
    public void draw(Path directory) throws IOException {
        for (Chapter chapter : measured()) {
            Files.writeString(directory.resolve(chapter.chart() + ".svg"), Svg.of(BarChart.of(chapter, results)));
        }
    }

    @Override
    public String mark() {
        return subject().mark();
    }

    private Subject subject() {
        return Subject.of(environment.suite());
    }

    private List<Chapter> measured() {
        return subject().chapters().stream()
                .filter(chapter -> !results.of(chapter.benchmark()).isEmpty())
                .toList();
    }

    private void aims(StringBuilder out) {
        out.append("\n### ").append(subject().title());
        out.append("\n\n| aim | limit | measured | |\n|---|--:|--:|---|\n");
        subject().aims().forEach(aim -> out.append(aim.row(results)));
    }

    private static void heading(StringBuilder out, Chapter chapter) {
        out.append("\n### ").append(chapter.title()).append("\n\n").append(chapter.intro());
    }

    /** A sentence for all groups that were measured in the same way. */
    private String efforts(Chapter chapter) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String group : chapter.groups(results)) {
            groups.computeIfAbsent(Effort.of(chapter.inGroup(results, group)), effort -> new ArrayList<>())
                    .add(group);
        }
        if (groups.size() == 1) {
            return "Measured with " + groups.keySet().iterator().next() + ".\n";
        }
        StringJoiner all = new StringJoiner("\n");
        groups.forEach((effort, names) -> all.add("- " + capitalised(String.join("; ", names)) + ": " + effort + "."));
        return all + "\n";
    }

    /** As GitHub makes them of headings. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-');
    }

    static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

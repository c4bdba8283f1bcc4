package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.run.Environment;
import java.util.List;
import java.util.stream.Collectors;

/** The Markdown page of a run. */
record Page(Environment environment, Results results) {
    /** Renders the page; {@code charts} is where the charts lie, as seen from it. */
    String markdown(String charts) {
        StringBuilder out = new StringBuilder(machine());
        out.append("\n### Aims\n\n| aim | limit | measured | |\n|---|--:|--:|---|\n");
        Aims.ALL.forEach(aim -> out.append(aim.row(results)));
        for (Chapter chapter : Chapter.ALL) {
            if (results.of(chapter.benchmark()).isEmpty()) {
                continue;
            }
            out.append("\n### ").append(chapter.title()).append("\n\n").append(chapter.intro());
            out.append("\n\n![").append(chapter.title()).append("](").append(charts);
            out.append(chapter.chart()).append(".svg)\n");
            for (String group : chapter.groups(results)) {
                List<Measurement> rows = chapter.inGroup(results, group);
                out.append("\n").append(capitalised(group)).append(":\n\n");
                out.append(chapter.retries() ? RetryTable.of(rows) : TimeTable.of(rows));
            }
        }
        return out.toString();
    }

    private String machine() {
        String versions = environment.versions().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining(", "));
        return "Measured on " + environment.date() + " with `" + environment.command() + "` at commit "
                + environment.commit() + ": " + environment.cpu() + ", " + environment.cores() + " cores, "
                + environment.memory() + " GiB, " + environment.os() + "; " + environment.jdk() + "; PostgreSQL "
                + environment.postgresql() + "; " + versions + "."
                + (environment.note().isEmpty() ? "" : " " + environment.note()) + "\n";
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The page of a run that measured time. */
record Page(Environment environment, Results results) implements Content {
    @Override
    public String markdown(String charts) {
        StringBuilder out = new StringBuilder(Provenance.of(environment));
        out.append("\n### ").append(subject().title());
        out.append("\n\n| aim | limit | measured | |\n|---|--:|--:|---|\n");
        subject().aims().forEach(aim -> out.append(aim.row(results)));
        for (Chapter chapter : subject().chapters()) {
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

    @Override
    public void draw(Path directory) throws IOException {
        for (Chapter chapter : subject().chapters()) {
            if (!results.of(chapter.benchmark()).isEmpty()) {
                BarChart.write(chapter, results, directory.resolve(chapter.chart() + ".svg"));
            }
        }
    }

    @Override
    public String mark() {
        return subject().mark();
    }

    private Subject subject() {
        return Subject.of(environment.suite());
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of a run that counted what became of transfers whose COMMIT met a fault. */
record FaultPage(Environment environment, FaultResults results) implements Content {
    private static final String CHART = "commit-faults";

    @Override
    public String tables() {
        return Provenance.of(environment) + "\n### Aims when COMMIT meets a fault\n\n" + FaultAims.table(results)
                + "\n### " + FaultChart.title(results) + "\n\nAll kinds of faults together:\n\n"
                + FaultTables.sums(results)
                + "\nBy the kind of fault; how many transfers of each came out wrong, or unknown to the caller:\n\n"
                + FaultTables.byFault(results);
    }

    /** What happened decides here, not how long it took: so the page has all of it. */
    @Override
    public String published(String charts, String tables) {
        return tables() + "\n![" + FaultChart.title(results) + "](" + charts + CHART + ".svg)\n";
    }

    @Override
    public void draw(Path directory) throws IOException {
        Files.writeString(directory.resolve(CHART + ".svg"), Svg.of(FaultChart.of(results)));
    }

    @Override
    public String mark() {
        return "faults";
    }
}

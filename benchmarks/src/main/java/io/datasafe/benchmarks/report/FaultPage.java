package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Path;

/** The page of a run that counted what became of transfers whose COMMIT met a fault. */
record FaultPage(Environment environment, FaultResults results) implements Content {
    private static final String CHART = "commit-faults";

    @Override
    public String markdown(String charts) {
        return Provenance.of(environment) + "\n### Aims when COMMIT meets a fault\n\n" + FaultAims.table(results)
                + "\n### " + FaultChart.title(results) + "\n\n![" + FaultChart.title(results) + "](" + charts + CHART
                + ".svg)\n\nAll kinds of faults together:\n\n" + FaultTables.sums(results)
                + "\nBy the kind of fault; how many transfers of each came out wrong, or unknown to the caller:\n\n"
                + FaultTables.byFault(results);
    }

    @Override
    public void draw(Path directory) throws IOException {
        FaultChart.write(results, directory.resolve(CHART + ".svg"));
    }

    @Override
    public String mark() {
        return "faults";
    }
}

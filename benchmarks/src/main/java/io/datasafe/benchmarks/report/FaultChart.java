package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.Count;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.faults.Standing;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.knowm.xchart.CategoryChart;

/** How many transfers of each contender came out doubled, lost or unknown. */
final class FaultChart {
    private static final Color DOUBLED = new Color(0xcf222e);
    private static final Color LOST = new Color(0x8250df);
    private static final Color UNKNOWN = new Color(0xbf8700);

    private FaultChart() {}

    static String title(FaultResults results) {
        return Figures.whole(results.transfers()) + " transfers, and faults at COMMIT";
    }

    static void write(FaultResults results, Path file) throws IOException {
        CategoryChart chart = Drawing.begin(title(results), "transfers (less is better)");
        double highest = 1;
        highest = Math.max(highest, add(chart, results, "doubled", DOUBLED, Count::doubled));
        highest = Math.max(highest, add(chart, results, "lost", LOST, Count::lost));
        highest = Math.max(highest, add(chart, results, "unknown to the caller", UNKNOWN, Count::unknown));
        Drawing.write(chart, highest, file);
    }

    private static double add(
            CategoryChart chart, FaultResults results, String name, Color color, ToIntFunction<Count> figure) {
        List<String> groups = new ArrayList<>();
        List<Integer> bars = new ArrayList<>();
        for (Standing standing : results.contenders()) {
            groups.add(standing.contender().title());
            bars.add(figure.applyAsInt(standing.sum(fault -> true)));
        }
        chart.addSeries(name, groups, bars).setFillColor(color);
        return bars.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}

package io.datasafe.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;

/** A chapter's chart: a group of bars for each combination of parameters, a bar in it for each peer. */
final class BarChart {
    /** From here on the lowest bars could not be seen beside the highest, and the axis becomes logarithmic. */
    private static final double WIDE = 30;

    private BarChart() {}

    static void write(Chapter chapter, Results results, Path file) throws IOException {
        CategoryChart chart = Drawing.begin(chapter.title(), chapter.axis());
        List<String> groups = List.copyOf(chapter.groups(results));
        double highest = 0;
        for (Peer peer : Peer.values()) {
            List<Double> bars = new ArrayList<>();
            for (String group : groups) {
                double bar = Figures.rounded(bar(chapter, chapter.inGroup(results, group), peer));
                bars.add(bar);
                highest = Math.max(highest, bar);
            }
            if (bars.stream().anyMatch(bar -> bar > 0)) {
                chart.addSeries(peer.label(), groups, bars).setFillColor(peer.color());
            }
        }
        if (chapter.relative() && highest > WIDE) {
            Drawing.writeLogarithmic(chart, highest, file);
        } else {
            Drawing.write(chart, highest, file);
        }
    }

    private static double bar(Chapter chapter, List<Measurement> group, Peer peer) {
        double score = score(chapter, group, peer);
        return chapter.relative() ? score / score(chapter, group, Peer.BARE_JDBC) : score;
    }

    private static double score(Chapter chapter, List<Measurement> group, Peer peer) {
        return group.stream()
                .filter(each -> Peer.of(each) == peer)
                .mapToDouble(chapter::score)
                .findFirst()
                .orElse(0);
    }
}

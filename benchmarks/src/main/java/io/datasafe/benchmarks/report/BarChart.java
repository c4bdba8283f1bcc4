package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.Optional;

/** A chapter's chart: a group for each combination of parameters, a row in it for each peer. */
final class BarChart {
    /** From here on the shortest bars could not be seen beside the longest, and the axis becomes logarithmic. */
    private static final double WIDE = 30;

    private BarChart() {}

    static Chart of(Chapter chapter, Results results) {
        List<Chart.Group> groups = chapter.groups(results).stream()
                .map(name -> group(chapter, name, chapter.inGroup(results, name)))
                .toList();
        Chart chart = new Chart(chapter.title(), chapter.axis(), groups, false);
        return chart.highest() > WIDE * chart.lowest() ? new Chart(chart.title(), chart.axis(), groups, true) : chart;
    }

    private static Chart.Group group(Chapter chapter, String name, List<Measurement> measurements) {
        Optional<Measurement> floor =
                measurements.stream().filter(each -> Peer.of(each).isFloor()).findFirst();
        double unit = chapter.relative() ? floor.orElseThrow().median() : 1;
        return new Chart.Group(
                Page.capitalised(name),
                measurements.stream()
                        .map(each -> new Chart.Row(
                                Peer.of(each).label(),
                                Peer.of(each).rgb(),
                                chapter.range(each).by(unit)))
                        .toList());
    }
}

package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.Count;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.faults.Standing;
import java.util.List;

/** How many transfers of each contender came out doubled, lost or unknown. */
final class FaultChart {
    private static final int DOUBLED = 0xcf222e;
    private static final int LOST = 0x8250df;
    private static final int UNKNOWN = 0xbf8700;

    private FaultChart() {}

    static String title(FaultResults results) {
        return Figures.whole(results.transfers()) + " transfers, and faults at COMMIT";
    }

    static Chart of(FaultResults results) {
        return new Chart(
                title(results),
                "transfers (less is better)",
                results.contenders().stream().map(FaultChart::group).toList(),
                false);
    }

    private static Chart.Group group(Standing standing) {
        Count sum = standing.sum(fault -> true);
        return new Chart.Group(
                standing.contender().title(),
                List.of(
                        row("doubled", DOUBLED, sum.doubled()),
                        row("lost", LOST, sum.lost()),
                        row("unknown to the caller", UNKNOWN, sum.unknown())));
    }

    private static Chart.Row row(String label, int rgb, int count) {
        return new Chart.Row(label, rgb, new Range(count, count, count), Figures.whole(count));
    }
}

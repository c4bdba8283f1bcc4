package io.datasafe.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of a chapter whose benchmarks count commits, attempts and conflicts that reached the caller. */
final class RetryTable {
    private static final double THOUSAND = 1_000;

    private RetryTable() {}

    static String of(List<Measurement> measurements) {
        Optional<Measurement> best = measurements.stream()
                .filter(each -> !Peer.of(each).isOurs())
                .max(Comparator.comparingDouble(each -> each.metric("commits")));
        StringBuilder out = new StringBuilder("| | commits/s | quartiles | × best peer | attempts per commit |"
                + " conflicts that reached the caller, per 1,000 commits |\n|---|--:|--:|--:|--:|--:|\n");
        for (Measurement each : measurements) {
            double commits = each.metric("commits");
            out.append("| ")
                    .append(String.join(
                            " | ",
                            Peer.of(each).isOurs()
                                    ? "**" + Peer.of(each).label() + "**"
                                    : Peer.of(each).label(),
                            Figures.whole(commits),
                            TimeTable.quartiles(each.range("commits")),
                            TimeTable.ratio(each, best, row -> row.range("commits")),
                            Figures.ratio(each.metric("attempts") / commits),
                            Figures.of(THOUSAND * each.metric("surfaced") / commits)))
                    .append(" |\n");
        }
        return out.toString();
    }
}

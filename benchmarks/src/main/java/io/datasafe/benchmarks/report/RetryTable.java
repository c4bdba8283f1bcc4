package io.datasafe.benchmarks.report;

import java.util.List;

/** The table of a chapter whose benchmarks count commits, attempts and conflicts that reached the caller. */
final class RetryTable {
    private static final double THOUSAND = 1_000;

    private RetryTable() {}

    static String of(List<Measurement> measurements) {
        double best = measurements.stream()
                .filter(each -> !Peer.of(each).isOurs())
                .mapToDouble(each -> each.metric("commits"))
                .max()
                .orElse(Double.NaN);
        StringBuilder out = new StringBuilder("| | commits/s | × best peer | attempts per commit |"
                + " conflicts that reached the caller, per 1,000 commits |\n|---|--:|--:|--:|--:|\n");
        for (Measurement each : measurements) {
            double commits = each.metric("commits");
            out.append("| ")
                    .append(String.join(
                            " | ",
                            Peer.of(each).isOurs()
                                    ? "**" + Peer.of(each).label() + "**"
                                    : Peer.of(each).label(),
                            Figures.whole(commits),
                            Figures.ratio(commits / best),
                            Figures.ratio(each.metric("attempts") / commits),
                            Figures.of(THOUSAND * each.metric("surfaced") / commits)))
                    .append(" |\n");
        }
        return out.toString();
    }
}

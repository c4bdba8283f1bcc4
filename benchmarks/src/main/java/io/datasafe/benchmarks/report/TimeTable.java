package io.datasafe.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a chapter whose benchmarks measure time. */
final class TimeTable {
    private TimeTable() {}

    static String of(List<Measurement> measurements) {
        String unit = measurements.get(0).unit().replace("us/op", "µs").replace("ns/op", "ns");
        boolean trips = measurements.stream().anyMatch(each -> !Double.isNaN(each.metric("roundTrips")));
        double floor = measurements.stream()
                .filter(each -> Peer.of(each).isFloor())
                .mapToDouble(Measurement::median)
                .findFirst()
                .orElse(Double.NaN);
        double best = measurements.stream()
                .filter(each -> !Peer.of(each).isOurs() && !Peer.of(each).isFloor())
                .mapToDouble(Measurement::median)
                .min()
                .orElse(Double.NaN);
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT, "| | median, %s | quartiles, %s | × bare JDBC | × best peer | B/op |", unit, unit));
        out.append(trips ? " round trips |\n|---|--:|--:|--:|--:|--:|--:|\n" : "\n|---|--:|--:|--:|--:|--:|\n");
        for (Measurement each : measurements) {
            List<String> cells = new ArrayList<>(List.of(
                    Peer.of(each).isOurs()
                            ? "**" + Peer.of(each).label() + "**"
                            : Peer.of(each).label(),
                    Figures.of(each.median()),
                    Figures.of(each.time().low()) + " – "
                            + Figures.of(each.time().high()),
                    Figures.ratio(each.median() / floor),
                    Figures.ratio(each.median() / best),
                    Figures.whole(each.metric("gc.alloc.rate.norm"))));
            if (trips) {
                cells.add(Figures.whole(each.metric("roundTrips")));
            }
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return out.toString();
    }
}

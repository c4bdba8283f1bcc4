package io.datasafe.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of a chapter whose benchmarks measure time. */
final class TimeTable {
    private TimeTable() {}

    static String of(List<Measurement> measurements) {
        String unit = measurements.get(0).unit().replace("us/op", "µs").replace("ns/op", "ns");
        boolean trips = measurements.stream().anyMatch(each -> !Double.isNaN(each.metric("roundTrips")));
        boolean buffers = measurements.stream().anyMatch(each -> !Double.isNaN(each.metric("buffers")));
        Optional<Measurement> lowest =
                measurements.stream().filter(each -> Peer.of(each).isFloor()).findFirst();
        double floor = lowest.map(Measurement::median).orElse(Double.NaN);
        double best = measurements.stream()
                .filter(each -> !Peer.of(each).isOurs() && !Peer.of(each).isFloor())
                .mapToDouble(Measurement::median)
                .min()
                .orElse(Double.NaN);
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "| | median, %s | quartiles, %s | × %s | × best peer | B/op |",
                unit,
                unit,
                lowest.map(Peer::of).orElse(Peer.BARE_JDBC).label()));
        out.append(trips ? " round trips |" : "").append(buffers ? " pages read |" : "");
        out.append("\n|---|--:|--:|--:|--:|--:|")
                .append(trips ? "--:|" : "")
                .append(buffers ? "--:|" : "")
                .append("\n");
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
            if (buffers) {
                cells.add(Figures.whole(each.metric("buffers")));
            }
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return out.toString();
    }
}

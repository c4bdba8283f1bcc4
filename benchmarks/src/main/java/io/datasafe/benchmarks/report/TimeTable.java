package io.datasafe.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The table of a chapter whose benchmarks measure time. */
final class TimeTable {
    private TimeTable() {}

    static String of(List<Measurement> measurements) {
        String unit = measurements.get(0).unit().replace("us/op", "µs").replace("ns/op", "ns");
        List<Column> columns = Column.in(measurements);
        Optional<Measurement> lowest =
                measurements.stream().filter(each -> Peer.of(each).isFloor()).findFirst();
        Optional<Measurement> best = measurements.stream()
                .filter(each -> !Peer.of(each).isOurs() && !Peer.of(each).isFloor())
                .min(Comparator.comparingDouble(Measurement::median));
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "| | median, %s | quartiles, %s | × %s | × best peer | B/op |",
                unit,
                unit,
                lowest.map(Peer::of).orElse(Peer.BARE_JDBC).label()));
        columns.forEach(column -> out.append(' ').append(column.title()).append(" |"));
        out.append("\n|---|--:|--:|--:|--:|--:|")
                .append("--:|".repeat(columns.size()))
                .append("\n");
        for (Measurement each : measurements) {
            List<String> cells = new ArrayList<>(List.of(
                    Peer.of(each).isOurs()
                            ? "**" + Peer.of(each).label() + "**"
                            : Peer.of(each).label(),
                    Figures.of(each.median()),
                    quartiles(each.time()),
                    ratio(each, lowest, Measurement::time),
                    ratio(each, best, Measurement::time),
                    Figures.whole(each.metric("gc.alloc.rate.norm"))));
            columns.forEach(column -> cells.add(Figures.whole(column.figure().applyAsDouble(each))));
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return out.toString();
    }

    static String quartiles(Range range) {
        return Figures.of(range.low()) + " – " + Figures.of(range.high());
    }

    /** The quotient of the medians; "≈" where the quartiles overlap, since then the rows do not differ. */
    static String ratio(Measurement row, Optional<Measurement> other, Function<Measurement, Range> figure) {
        if (other.isEmpty()) {
            return "–";
        }
        Range one = figure.apply(row);
        Range reference = figure.apply(other.get());
        if (!row.equals(other.get()) && one.overlaps(reference)) {
            return "≈";
        }
        return Figures.ratio(one.middle() / reference.middle());
    }

    /** A column that only some benchmarks have. */
    private record Column(String title, ToDoubleFunction<Measurement> figure) {
        private static final List<Column> ALL = List.of(
                new Column("round trips", each -> each.metric("roundTrips")),
                new Column("pages read", each -> each.metric("buffers")),
                new Column("loops made", each -> each.total("cycles")));

        static List<Column> in(List<Measurement> measurements) {
            return ALL.stream()
                    .filter(column ->
                            measurements.stream().anyMatch(each -> !Double.isNaN(column.figure.applyAsDouble(each))))
                    .toList();
        }
    }
}

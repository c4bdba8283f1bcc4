package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.Count;
import io.datasafe.benchmarks.faults.Entrant;
import io.datasafe.benchmarks.faults.FaultKind;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.faults.Standing;
import java.util.function.Predicate;

/** What datasafe sets out to reach when COMMIT meets a fault. Counts have no noise: an aim is met or missed. */
final class FaultAims {
    private static final double PERCENT = 100;
    private static final double RARELY = 0.1;

    private FaultAims() {}

    static String table(FaultResults results) {
        StringBuilder out = new StringBuilder("| aim | limit | measured | |\n|---|--:|--:|---|\n");
        for (Standing standing : results.contenders()) {
            if (standing.contender().isOurs()) {
                rows(out, standing);
            }
        }
        return out.toString();
    }

    private static void rows(StringBuilder out, Standing standing) {
        String who = standing.contender().title() + ": ";
        Count all = standing.sum(fault -> true);
        out.append(row(who + "doubled", 0, all.doubled(), ""));
        out.append(row(who + "lost", 0, all.lost(), ""));
        out.append(row(who + "reported wrongly", 0, all.wrong(), ""));
        out.append(row(
                who + "unknown, where the server comes back in time",
                RARELY,
                unknown(standing, fault -> !fault.isFailover() && !fault.isOutage()),
                " %"));
        if (standing.contender() == Entrant.ONCE) {
            out.append(row(
                    who + "unknown, where a replica takes its place in time",
                    RARELY,
                    unknown(standing, FaultKind::isFailover),
                    " %"));
        }
        Count outages = standing.sum(FaultKind::isOutage);
        out.append(
                row(who + "not settled by its ticket after an outage", 0, outages.unknown() - outages.settled(), ""));
    }

    private static double unknown(Standing standing, Predicate<FaultKind> faults) {
        Count sum = standing.sum(faults);
        return PERCENT * sum.unknown() / sum.transfers();
    }

    private static String row(String aim, double limit, double measured, String unit) {
        return "| " + aim + " | ≤ " + Figures.of(limit) + unit + " | " + Figures.of(measured) + unit + " | "
                + verdict(limit, measured) + " |\n";
    }

    private static String verdict(double limit, double measured) {
        if (Double.isNaN(measured)) {
            return "not measured";
        }
        return measured <= limit ? "met" : "**missed**";
    }
}

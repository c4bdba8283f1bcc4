package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.faults.Count;
import io.datasafe.benchmarks.faults.Entrant;
import io.datasafe.benchmarks.faults.FaultKind;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.faults.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The two tables of a run with faults: each contender's sum, and what each kind of fault did to each of them. */
final class FaultTables {
    private FaultTables() {}

    static String sums(FaultResults results) {
        StringBuilder out =
                new StringBuilder("| | transfers | faults hit | runs of the work | doubled | lost | reported wrongly"
                        + " | unknown to the caller | with a ticket | settled by it | paid twice | books exact |\n");
        out.append("|---").append("|--:".repeat(10)).append("|---|\n");
        for (Standing standing : results.contenders()) {
            Count sum = standing.sum(fault -> true);
            out.append("| ")
                    .append(String.join(
                            " | ",
                            title(standing.contender()),
                            Figures.whole(sum.transfers()),
                            Figures.whole(sum.hits()),
                            Figures.whole(sum.attempts()),
                            Figures.whole(sum.doubled()),
                            Figures.whole(sum.lost()),
                            Figures.whole(sum.wrong()),
                            Figures.whole(sum.unknown()),
                            Figures.whole(sum.tickets()),
                            Figures.whole(sum.settled()),
                            Figures.whole((double) standing.paidTwice()),
                            standing.exact() ? "yes" : "**no**"))
                    .append(" |\n");
        }
        return out.toString();
    }

    static String byFault(FaultResults results) {
        List<Standing> standings = results.contenders();
        StringBuilder out = new StringBuilder("| fault | what became of the first attempt | transfers | ")
                .append(standings.stream().map(each -> title(each.contender())).collect(Collectors.joining(" | ")))
                .append(" |\n|---|---|--:|")
                .append(String.join("", Collections.nCopies(standings.size(), "---|")))
                .append("\n");
        for (FaultKind fault : FaultKind.values()) {
            int transfers = standings.get(0).sum(fault::equals).transfers();
            if (transfers > 0) {
                out.append("| ").append(fault.title()).append(" | ").append(fault.truth());
                out.append(" | ").append(Figures.whole(transfers)).append(" | ");
                out.append(standings.stream()
                        .map(each -> verdict(each.sum(fault::equals)))
                        .collect(Collectors.joining(" | ")));
                out.append(" |\n");
            }
        }
        return out.toString();
    }

    private static String verdict(Count count) {
        List<String> words = new ArrayList<>();
        add(words, count.doubled(), "**doubled**");
        add(words, count.lost(), "**lost**");
        add(words, count.wrong() - count.lost(), "**reported wrongly**");
        add(words, count.unknown() - count.settled(), "unknown");
        add(words, count.settled(), "settled later");
        add(words, count.gone(), "gone with the old primary");
        return words.isEmpty() ? "all right" : String.join(", ", words);
    }

    private static void add(List<String> words, int count, String word) {
        if (count > 0) {
            words.add(Figures.whole(count) + " " + word);
        }
    }

    private static String title(Entrant entrant) {
        return entrant.isOurs() ? "**" + entrant.title() + "**" : entrant.title();
    }
}

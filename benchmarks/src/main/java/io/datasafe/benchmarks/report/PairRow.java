package io.datasafe.benchmarks.report;

import io.datasafe.benchmarks.pair.ForkBlocks;
import io.datasafe.benchmarks.pair.Pair;
import io.datasafe.benchmarks.pair.PairResult;
import io.datasafe.benchmarks.pair.SideBlocks;
import java.util.List;
import java.util.function.Function;

/** A pair in the report: by processor time where nothing waits for a server, else by elapsed time. */
record PairRow(PairResult result) {
    static final String HEAD = """
            | pair | by | ours | peer's | ratio | 95 % interval | quartiles | aim | |
            |---|---|--:|--:|--:|--:|--:|--:|---|
            """;

    private static final double NORMAL_95 = 1.96;

    /** What was still becoming faster decides nothing. */
    private static final String UNSETTLED = "undecided: still warming up";

    Pair pair() {
        return result.pair();
    }

    /** The median of the ratios, between the quartiles of single blocks. */
    Range ratio() {
        return Range.of(ratios());
    }

    /**
     * The median of the ratios, between the ends of its 95 % interval: with n ratios in order, those 0.98 √n places
     * below and above the middle. It takes ratios for independent of each other.
     */
    Range interval() {
        List<Double> sorted = ratios().stream().sorted().toList();
        int count = sorted.size();
        double reach = NORMAL_95 * Math.sqrt(count) / 2;
        int low = (int) Math.max(0, Math.floor((count - 1) / 2.0 - reach));
        int high = (int) Math.min(count - 1, Math.ceil((count - 1) / 2.0 + reach));
        return new Range(sorted.get(low), Quantile.of(sorted, 0.5), sorted.get(high));
    }

    String markdown() {
        Pair pair = pair();
        boolean more = pair.moreIsBetter();
        Range interval = interval();
        Range ratio = ratio();
        return "| " + pair.title() + " | " + (pair.byProcessor() ? "processor" : more ? "rate" : "time") + " | "
                + side(ForkBlocks::ours) + " | " + side(ForkBlocks::peer) + " | "
                + Figures.precise(interval.middle()) + " | " + both(interval) + " | " + both(ratio) + " | "
                + (pair.limit() == 0
                        ? "– | "
                        : (more ? "≥ " : "≤ ") + Figures.of(pair.limit()) + " | "
                                + (settled() ? Aim.verdict(interval, pair.limit(), more) : UNSETTLED))
                + " |\n";
    }

    private boolean settled() {
        return result.forks().stream().allMatch(ForkBlocks::settled);
    }

    private List<Double> ratios() {
        return pair().byProcessor() ? result.processorRatios() : result.ratios();
    }

    private static String both(Range range) {
        return Figures.precise(range.low()) + " – " + Figures.precise(range.high());
    }

    private String side(Function<ForkBlocks, SideBlocks> side) {
        boolean byProcessor = pair().byProcessor();
        List<Double> all = result.forks().stream()
                .map(side)
                .flatMap(blocks -> (byProcessor ? blocks.processor() : blocks.figures()).stream())
                .toList();
        String unit = byProcessor ? "ns" : result.unit().replace("us/op", "µs").replace("ns/op", "ns");
        return Figures.of(Quantile.of(all, 0.5)) + " " + unit;
    }
}

package io.datasafe.benchmarks.report;

import java.util.function.Function;

/**
 * What datasafe sets out to reach, checked against the results and published either way.
 *
 * @param text the aim
 * @param unit of the limit and the figure
 * @param limit the largest figure, or the smallest where {@code atLeast}, that reaches the aim
 * @param atLeast whether more is better
 * @param figure reads the figure; {@link Range#NONE} if the results do not hold it
 */
record Aim(String text, String unit, double limit, boolean atLeast, Function<Results, Range> figure) {
    static Aim atMost(double limit, String unit, String text, Function<Results, Range> figure) {
        return new Aim(text, unit, limit, false, figure);
    }

    static Aim atLeast(double limit, String unit, String text, Function<Results, Range> figure) {
        return new Aim(text, unit, limit, true, figure);
    }

    String row(Results results) {
        Range measured = figure.apply(results);
        return "| " + text + " | " + (atLeast ? "≥ " : "≤ ") + Figures.of(limit) + unit + " | "
                + Figures.of(measured.middle()) + unit + " | " + verdict(measured) + " |\n";
    }

    /** Only a run whose noise is smaller than the distance to the limit decides. */
    private String verdict(Range measured) {
        if (!measured.isKnown()) {
            return "not measured";
        }
        boolean lowMeets = atLeast ? measured.low() >= limit : measured.low() <= limit;
        boolean highMeets = atLeast ? measured.high() >= limit : measured.high() <= limit;
        if (lowMeets != highMeets) {
            return "undecided: " + Figures.of(measured.low()) + " – " + Figures.of(measured.high());
        }
        return lowMeets ? "met" : "**missed**";
    }
}

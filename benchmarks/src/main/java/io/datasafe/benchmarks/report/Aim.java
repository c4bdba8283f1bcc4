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
        return "| " + text + " | " + (atLeast ? "≥ " : "≤ ") + Figures.of(limit) + unit + " | " + figures(measured)
                + " | " + verdict(measured, limit, atLeast) + " |\n";
    }

    /** Of what is undecided there is no single figure. */
    private String figures(Range measured) {
        if (isUndecided(measured, limit, atLeast)) {
            return Figures.of(measured.low()) + " – " + Figures.of(measured.high()) + unit;
        }
        return measured.isKnown() ? Figures.of(measured.middle()) + unit : "–";
    }

    /** Only a run whose noise is smaller than the distance to the limit decides. */
    static String verdict(Range measured, double limit, boolean atLeast) {
        if (!measured.isKnown()) {
            return "not measured";
        }
        if (isUndecided(measured, limit, atLeast)) {
            return "undecided";
        }
        return isMet(measured.middle(), limit, atLeast) ? "met" : "**missed**";
    }

    private static boolean isUndecided(Range measured, double limit, boolean atLeast) {
        return measured.isKnown() && isMet(measured.low(), limit, atLeast) != isMet(measured.high(), limit, atLeast);
    }

    private static boolean isMet(double figure, double limit, boolean atLeast) {
        return atLeast ? figure >= limit : figure <= limit;
    }
}

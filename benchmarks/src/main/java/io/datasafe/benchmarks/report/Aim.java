package io.datasafe.benchmarks.report;

import java.util.function.ToDoubleFunction;

/**
 * What datasafe sets out to reach, checked against the results and published either way.
 *
 * @param text the aim
 * @param unit of the limit and the figure
 * @param limit the largest figure, or the smallest where {@code atLeast}, that reaches the aim
 * @param atLeast whether more is better
 * @param figure reads the figure; NaN if the results do not hold it
 */
record Aim(String text, String unit, double limit, boolean atLeast, ToDoubleFunction<Results> figure) {
    static Aim atMost(double limit, String unit, String text, ToDoubleFunction<Results> figure) {
        return new Aim(text, unit, limit, false, figure);
    }

    static Aim atLeast(double limit, String unit, String text, ToDoubleFunction<Results> figure) {
        return new Aim(text, unit, limit, true, figure);
    }

    String row(Results results) {
        double measured = figure.applyAsDouble(results);
        boolean met = atLeast ? measured >= limit : measured <= limit;
        String verdict = Double.isNaN(measured) ? "not measured" : met ? "met" : "**missed**";
        return "| " + text + " | " + (atLeast ? "≥ " : "≤ ") + Figures.of(limit) + unit + " | " + Figures.of(measured)
                + unit + " | " + verdict + " |\n";
    }
}

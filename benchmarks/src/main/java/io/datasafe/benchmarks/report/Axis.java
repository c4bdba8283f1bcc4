package io.datasafe.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The axis of a chart: where a figure lies, and which figures are marked.
 *
 * @param from the figure at the left end
 * @param to the figure at the right end
 * @param logarithmic whether each power of ten has the same length
 */
record Axis(double from, double to, boolean logarithmic) {
    private static final int MARKS = 6;

    static Axis of(Chart chart) {
        double highest = Math.max(chart.highest(), Double.MIN_NORMAL);
        if (chart.wide()) {
            double from = Math.pow(10, Math.floor(Math.log10(chart.lowest())));
            return new Axis(from, Math.pow(10, Math.ceil(Math.log10(highest))), true);
        }
        double step = step(highest);
        return new Axis(0, Math.ceil(highest / step) * step, false);
    }

    /** From 0 at the left end to 1 at the right one. */
    double place(double figure) {
        if (logarithmic) {
            return Math.log(Math.max(figure, from) / from) / Math.log(to / from);
        }
        return (figure - from) / (to - from);
    }

    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        if (logarithmic) {
            for (double mark = from; mark <= to * 1.001; mark *= 10) {
                marks.add(mark);
            }
        } else {
            double step = step(to);
            for (int i = 0; i * step <= to * 1.001; i++) {
                marks.add(i * step);
            }
        }
        return marks;
    }

    /** 1, 2 or 5 times a power of ten, so that there are about six marks. */
    private static double step(double highest) {
        double rough = highest / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit > 5 ? 10 : digit > 2 ? 5 : digit > 1 ? 2 : 1);
    }
}

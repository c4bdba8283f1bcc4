package io.datasafe.benchmarks.report;

import java.util.List;

/** A figure and how far it can be trusted: the median of its samples between their quartiles. */
record Range(double low, double middle, double high) {
    static final Range NONE = new Range(Double.NaN, Double.NaN, Double.NaN);

    static Range of(List<Double> samples) {
        return new Range(Quantile.of(samples, 0.25), Quantile.of(samples, 0.5), Quantile.of(samples, 0.75));
    }

    /** The quotient, as uncertain as the two may make it together. */
    Range over(Range other) {
        return new Range(low / other.high, middle / other.middle, high / other.low);
    }

    /** The difference, as uncertain as the two may make it together. */
    Range less(Range other) {
        return new Range(low - other.high, middle - other.middle, high - other.low);
    }

    /** The same by a number that has no noise. */
    Range by(double number) {
        return new Range(low / number, middle / number, high / number);
    }

    /** Whether the two cannot be told apart: their quartiles overlap. */
    boolean overlaps(Range other) {
        return low <= other.high && other.low <= high;
    }

    boolean isKnown() {
        return !Double.isNaN(middle);
    }
}

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

    boolean isKnown() {
        return !Double.isNaN(middle);
    }
}

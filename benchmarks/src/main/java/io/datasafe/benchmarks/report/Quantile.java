package io.datasafe.benchmarks.report;

import java.util.List;

/**
 * Quantiles of samples, by linear interpolation. The median is not moved by the few iterations that another process
 * disturbed; the mean is.
 */
final class Quantile {
    private Quantile() {}

    static double of(List<Double> samples, double share) {
        if (samples.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = samples.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}

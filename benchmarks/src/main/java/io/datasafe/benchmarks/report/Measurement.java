package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One benchmark method at one combination of parameters.
 *
 * @param benchmark the simple name of the class
 * @param peer the name of the method
 * @param params the parameters
 * @param unit the unit of the samples
 * @param samples one for each measured iteration of each fork
 * @param metrics what profilers and counters add: the median of each
 */
record Measurement(
        String benchmark,
        String peer,
        SortedMap<String, String> params,
        String unit,
        List<Double> samples,
        Map<String, Double> metrics) {
    double median() {
        return Quantile.of(samples, 0.5);
    }

    double lowerQuartile() {
        return Quantile.of(samples, 0.25);
    }

    double upperQuartile() {
        return Quantile.of(samples, 0.75);
    }

    /** The parameter's value; empty if the benchmark has no such parameter. */
    String param(String name) {
        return params.getOrDefault(name, "");
    }

    /** NaN where it was not measured. */
    double metric(String name) {
        return metrics.getOrDefault(name, Double.NaN);
    }
}

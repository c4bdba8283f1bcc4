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
 * @param effort how it was measured
 * @param unit the unit of the samples
 * @param samples one for each measured iteration of each fork
 * @param metrics the samples of what profilers and counters add
 */
record Measurement(
        String benchmark,
        String peer,
        SortedMap<String, String> params,
        Effort effort,
        String unit,
        List<Double> samples,
        Map<String, List<Double>> metrics) {
    double median() {
        return Quantile.of(samples, 0.5);
    }

    Range time() {
        return Range.of(samples);
    }

    /** The parameter's value; empty if the benchmark has no such parameter. */
    String param(String name) {
        return params.getOrDefault(name, "");
    }

    /** The median; NaN where it was not measured. */
    double metric(String name) {
        return range(name).middle();
    }

    /** All samples together; NaN where it was not measured. */
    double total(String name) {
        List<Double> all = metrics.getOrDefault(name, List.of());
        return all.isEmpty()
                ? Double.NaN
                : all.stream().mapToDouble(Double::doubleValue).sum();
    }

    Range range(String name) {
        return Range.of(metrics.getOrDefault(name, List.of()));
    }
}

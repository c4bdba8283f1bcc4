package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileTest {
    @Test
    void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Quantile.of(List.of(9.0, 1.0, 4.0), 0.5)).isEqualTo(4);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwo() {
        assertThat(Quantile.of(List.of(1.0, 2.0, 4.0, 100.0), 0.5)).isEqualTo(3);
    }

    @Test
    void interpolatesQuartiles() {
        assertThat(Quantile.of(List.of(1.0, 2.0, 3.0, 4.0), 0.25)).isEqualTo(1.75);
        assertThat(Quantile.of(List.of(1.0, 2.0, 3.0, 4.0), 0.75)).isEqualTo(3.25);
    }

    @Test
    void hasNoneOfNothing() {
        assertThat(Quantile.of(List.of(), 0.5)).isNaN();
    }
}

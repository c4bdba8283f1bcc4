package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AimTest {
    private static final Results RESULTS = new Results(List.of());

    @Test
    void isMetWhereTheNoiseLiesWithinTheLimit() {
        assertThat(Aim.atMost(10, " ns", "time", r -> new Range(8, 9, 10)).row(RESULTS))
                .isEqualTo("| time | ≤ 10 ns | 9 ns | met |\n");
        assertThat(Aim.atLeast(10, "", "rate", r -> new Range(10, 11, 12)).row(RESULTS))
                .contains("| met |");
    }

    @Test
    void isMissedWhereTheNoiseLiesBeyondTheLimit() {
        assertThat(Aim.atMost(10, "", "time", r -> new Range(10.1, 11, 12)).row(RESULTS))
                .contains("**missed**");
        assertThat(Aim.atLeast(10, "", "rate", r -> new Range(8, 9, 9.9)).row(RESULTS))
                .contains("**missed**");
    }

    @Test
    void isUndecidedWhereTheNoiseReachesAcrossTheLimit() {
        assertThat(Aim.atMost(10, "", "time", r -> new Range(7, 8, 11)).row(RESULTS))
                .contains("| 7 – 11 | undecided |");
        assertThat(Aim.atLeast(10, "", "rate", r -> new Range(7, 11, 12)).row(RESULTS))
                .contains("| 7 – 12 | undecided |");
    }

    @Test
    void ratiosAndDifferencesAreAsUncertainAsBothTogether() {
        assertThat(new Range(8, 9, 10).over(new Range(2, 3, 4))).isEqualTo(new Range(2, 3, 5));
        assertThat(new Range(8, 9, 10).less(new Range(2, 3, 4))).isEqualTo(new Range(4, 6, 8));
    }
}

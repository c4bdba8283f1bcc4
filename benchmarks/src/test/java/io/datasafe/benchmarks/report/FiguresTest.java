package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void keepsThreeDigits() {
        assertThat(Figures.of(1.0349)).isEqualTo("1.03");
        assertThat(Figures.of(64.49)).isEqualTo("64.5");
        assertThat(Figures.of(538.4)).isEqualTo("538");
        assertThat(Figures.of(5331)).isEqualTo("5,330");
        assertThat(Figures.of(0.1204)).isEqualTo("0.12");
    }

    @Test
    void doesNotPretendToKnow() {
        assertThat(Figures.of(Double.NaN)).isEqualTo("–");
        assertThat(Figures.ratio(Double.NaN)).isEqualTo("–");
        assertThat(Figures.whole(Double.NaN)).isEqualTo("–");
        assertThat(Figures.of(1 / 0.0)).isEqualTo("–");
    }

    @Test
    void showsNoDigitsOfNothing() {
        assertThat(Figures.of(0)).isEqualTo("0");
        assertThat(Figures.of(0.0001)).isEqualTo("0");
    }
}

package io.datasafe.benchmarks.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlingTest {
    @Test
    void goesOnWhileTimesFall() {
        assertThat(Settling.isOver(times(40, 100, -1))).isFalse();
    }

    @Test
    void isOverOnceTheyDoNot() {
        assertThat(Settling.isOver(times(40, 100, 0))).isTrue();
        assertThat(Settling.isOver(times(40, 100, 1))).isTrue();
    }

    @Test
    void looksAtTheLastBlocksAlone() {
        List<Double> fallen = IntStream.range(0, 80)
                .mapToObj(i -> i < 30 ? 400.0 - 10 * i : 100)
                .toList();

        assertThat(Settling.isOver(fallen.subList(0, 44))).isFalse();
        assertThat(Settling.isOver(fallen)).isTrue();
    }

    @Test
    void needsTwoWindows() {
        assertThat(Settling.isOver(times(39, 100, 0))).isFalse();
    }

    @Test
    void isNotMisledByOneSlowBlock() {
        List<Double> times =
                IntStream.range(0, 40).mapToObj(i -> i == 3 ? 10_000.0 : 100).toList();

        assertThat(Settling.isOver(times)).isTrue();
    }

    private static List<Double> times(int count, double first, double step) {
        return IntStream.range(0, count).mapToObj(i -> first + step * i).toList();
    }
}

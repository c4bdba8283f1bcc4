package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void byDefaultTenAttemptsWithinThreeSeconds() {
        assertThat(Retry.DEFAULT)
                .hasToString("Retry[upTo=10, within=PT3S, backoff=PT0.01S..PT0.5S, also=[], "
                        + "budget=RetryBudget[perSecond=100, perCommit=5.0]]");
        assertThat(Retry.upTo(7))
                .hasToString("Retry[upTo=7, within=PT3S, backoff=PT0.01S..PT0.5S, also=[], "
                        + "budget=RetryBudget[perSecond=100, perCommit=5.0]]");
    }

    @Test
    void noneMeansOneAttempt() {
        assertThat(Retry.none().attempts()).isOne();
    }

    @Test
    void eachBoundIsKept() {
        Retry retry = Retry.upTo(2).within(Duration.ofSeconds(9)).backoff(Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(retry.attempts()).isEqualTo(2);
        assertThat(retry.within()).isEqualTo(Duration.ofSeconds(9));
        assertThat(retry)
                .hasToString("Retry[upTo=2, within=PT9S, backoff=PT0.001S..PT0.002S, also=[], "
                        + "budget=RetryBudget[perSecond=100, perCommit=5.0]]");
    }

    @ParameterizedTest
    @CsvSource({"1,10", "2,20", "3,40", "6,320", "7,500", "8,500", "1000,500"})
    void theCeilingDoublesUpToTheLongestPause(int failed, long millis) {
        Duration pause = Retry.DEFAULT.pauseAfter(failed, () -> ALMOST_ONE);
        assertThat(pause).isBetween(Duration.ofMillis(millis).minusNanos(1), Duration.ofMillis(millis));
    }

    @Test
    void theJitterIsFull() {
        assertThat(Retry.DEFAULT.pauseAfter(4, () -> 0)).isZero();
        assertThat(Retry.DEFAULT.pauseAfter(4, () -> 0.5)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void theLongestPausesFitIntoALong() {
        Retry retry = Retry.upTo(1000).backoff(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(retry.pauseAfter(1000, () -> ALMOST_ONE))
                .isLessThanOrEqualTo(Duration.ofHours(24))
                .isGreaterThan(Duration.ofHours(23));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001})
    void rejectsAttemptsOutOfRange(int attempts) {
        assertThatThrownBy(() -> Retry.upTo(attempts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attempts is " + attempts)
                .hasMessageContaining("1 to 1000");
    }

    @Test
    void rejectsBoundsOutOfRange() {
        Retry retry = Retry.upTo(1);
        assertThatThrownBy(() -> retry.within(Duration.ZERO)).hasMessageContaining("within is PT0S");
        assertThatThrownBy(() -> retry.within(Duration.ofDays(2))).hasMessageContaining("within is PT48H");
        assertThatThrownBy(() -> retry.backoff(Duration.ofMillis(-1), Duration.ofMillis(1)))
                .hasMessageContaining("first is PT-0.001S");
        assertThatThrownBy(() -> retry.backoff(Duration.ofMillis(3), Duration.ofMillis(2)))
                .hasMessageContaining("max is PT0.002S, must be PT0.003S (first) or more");
    }

    @Test
    void moreStatesAddToThoseBefore() {
        Retry retry = Retry.upTo(3).also("55P03").also("23505", "40P02");
        assertThat(retry.isAlso("55P03")).isTrue();
        assertThat(retry.isAlso("23505")).isTrue();
        assertThat(retry.isAlso("40P02")).isTrue();
        assertThat(retry.isAlso("23503")).isFalse();
        assertThat(retry.isAlso(null)).isFalse();
        assertThat(Retry.upTo(3).isAlso("55P03")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5503", "55p03", "55P031", "08006", "57P01"})
    void rejectsWhatIsNoStateOfALivingSession(String sqlState) {
        assertThatThrownBy(() -> Retry.upTo(3).also(sqlState))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sqlState is \"" + sqlState
                        + "\", must be five digits or capital letters, of an error that leaves the session alive");
    }

    @Test
    void rejectsTheStateThatHidesAnother() {
        assertThatThrownBy(() -> Retry.upTo(3).also("25P02"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name the SQLSTATE of that statement");
    }

    @Test
    void drawsFromTheBudgetOfTheProcessUnlessToldOtherwise() {
        assertThat(Retry.upTo(3).budget()).isSameAs(RetryBudget.shared());
        RetryBudget own = RetryBudget.unlimited();
        assertThat(Retry.upTo(3).budget(own).also("55P03").budget()).isSameAs(own);
    }
}

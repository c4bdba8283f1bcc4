package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    @Test
    void isEmptyOnceItsTokensAreTaken() {
        RetryBudget budget = RetryBudget.of(0, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take(RetryBudget.OUTAGE)).isTrue();
        }
        assertThat(budget.take(RetryBudget.CONFLICT)).isFalse();
    }

    @Test
    void commitsFillItAgainButNotBeyondItsCapacity() {
        RetryBudget budget = RetryBudget.of(0, 0.5);
        for (int i = 0; i < 1_000; i++) {
            budget.committed();
        }
        assertThat(taken(budget)).isEqualTo(100);
        budget.committed();
        assertThat(budget.take(RetryBudget.CONFLICT)).isFalse();
        budget.committed();
        assertThat(budget.take(RetryBudget.CONFLICT)).isTrue();
    }

    private static int taken(RetryBudget budget) {
        int taken = 0;
        while (budget.take(RetryBudget.CONFLICT)) {
            taken++;
        }
        return taken;
    }

    @Test
    void timeFillsItAgain() {
        RetryBudget budget = RetryBudget.of(1_000_000, 0);
        while (budget.take(1_000)) {
            // Drain faster than time fills.
            assertThat(budget).isNotNull();
        }
        while (!budget.take(RetryBudget.CONFLICT)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void unlimitedNeverEnds() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(RetryBudget.unlimited().take(RetryBudget.OUTAGE)).isTrue();
        }
        assertThat(RetryBudget.unlimited()).hasToString("RetryBudget[unlimited]");
        assertThat(RetryBudget.of(3, 0.5)).hasToString("RetryBudget[perSecond=3, perCommit=0.5]");
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.of(-1, 1))
                .withMessageContaining("perSecond is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> RetryBudget.of(1_000_001, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.of(1, -1))
                .withMessageContaining("perCommit is -1");
        for (double wrong : new double[] {Double.NaN, 0.000_9, 1_000.1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryBudget.of(1, wrong))
                    .withMessage("perCommit is " + wrong + ", must be 0, or 0.001 to 1000");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.of(0, 0))
                .withMessageContaining("never fill");
    }
}

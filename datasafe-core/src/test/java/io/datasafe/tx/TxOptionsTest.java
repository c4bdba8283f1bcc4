package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.datasafe.tx.TxOptions.Nesting;
import org.junit.jupiter.api.Test;

class TxOptionsTest {
    private static final TxOptions PLAIN = new TxOptions(
            WrappingDataSource.hiding(null), "plain", Nesting.JOIN_OR_START, null, false, Retry.DEFAULT, false, null);

    @Test
    void eachChangeKeepsTheRest() {
        TxOptions changed = PLAIN.withName("pay")
                .withIsolation(Isolation.SERIALIZABLE)
                .withReadOnly()
                .withNesting(Nesting.MUST_START);
        assertThat(changed)
                .isEqualTo(new TxOptions(
                        PLAIN.dataSource(),
                        "pay",
                        Nesting.MUST_START,
                        Isolation.SERIALIZABLE,
                        true,
                        Retry.DEFAULT,
                        false,
                        null));
        assertThat(changed.title()).isEqualTo("transaction \"pay\"");
    }

    @Test
    void onlyRequiredRefusesToStart() {
        assertThatCode(PLAIN::checkStart).doesNotThrowAnyException();
        assertThatCode(PLAIN.withNesting(Nesting.MUST_START)::checkStart).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(PLAIN.withNesting(Nesting.MUST_JOIN)::checkStart)
                .withMessageContaining("transaction \"plain\" is required()");
    }

    @Test
    void onlyOutermostRefusesToJoin() {
        assertThatCode(() -> PLAIN.checkJoin(PLAIN)).doesNotThrowAnyException();
        assertThatCode(() -> PLAIN.withNesting(Nesting.MUST_JOIN).checkJoin(PLAIN))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> PLAIN.withNesting(Nesting.MUST_START).checkJoin(PLAIN.withName("whole")))
                .withMessageContaining("called inside transaction \"whole\"");
    }

    @Test
    void aLevelJoinsItsEqualsAndStronger() {
        for (Isolation asked : Isolation.values()) {
            for (Isolation open : Isolation.values()) {
                boolean fits = asked.ordinal() <= open.ordinal();
                assertThat(joins(PLAIN.withIsolation(asked), PLAIN.withIsolation(open)))
                        .as("%s into %s", asked, open)
                        .isEqualTo(fits);
            }
        }
    }

    @Test
    void theServersDefaultCountsAsReadCommitted() {
        assertThat(joins(PLAIN.withIsolation(Isolation.READ_COMMITTED), PLAIN)).isTrue();
        assertThat(joins(PLAIN.withIsolation(Isolation.REPEATABLE_READ), PLAIN)).isFalse();
        assertThat(joins(PLAIN, PLAIN.withIsolation(Isolation.READ_COMMITTED))).isTrue();
    }

    private static boolean joins(TxOptions asking, TxOptions open) {
        try {
            asking.checkJoin(open);
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot join");
            return false;
        }
    }
}

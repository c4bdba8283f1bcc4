package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.datasafe.internal.scope.ApplicationPackages;
import io.datasafe.internal.sql.SqlIdentifier;
import io.datasafe.internal.tx.Deadline;
import io.datasafe.tx.TxOptions.Nesting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TxOptionsTest {
    private static final TxOptions PLAIN = TxOptions.of(
                    new TxSetup(
                            WrappingDataSource.hiding(null),
                            Retry.DEFAULT,
                            Duration.ZERO,
                            "app.tenant",
                            Map.of(),
                            null,
                            SqlIdentifier.parse("onceTable", "datasafe_once", 2),
                            SqlIdentifier.parse("outboxTable", "datasafe_outbox", 2),
                            false,
                            false,
                            ApplicationPackages.NONE,
                            null),
                    Timeouts.none())
            .withName("plain");

    @Test
    void eachChangeKeepsTheRest() {
        Timeouts timeouts = Timeouts.none().lock(Duration.ofSeconds(1));
        TxOptions changed = at(PLAIN.withName("pay"), Isolation.SERIALIZABLE)
                .withNesting(Nesting.MUST_START)
                .withDeadline(Deadline.in(Duration.ofHours(1)))
                .redoingUnknown();
        changed = changed.with(changed.characteristics().asReadOnly());
        changed = changed.with(changed.characteristics().withTenant("acme"));
        changed = changed.with(changed.characteristics().withTimeouts(timeouts));
        changed = changed.with(changed.characteristics().asResolvable());
        assertThat(changed.characteristics())
                .isEqualTo(new Characteristics(Isolation.SERIALIZABLE, true, false, "acme", timeouts, true));
        assertThat(changed.title()).isEqualTo("transaction \"pay\"");
        assertThat(changed.nesting()).isEqualTo(Nesting.MUST_START);
        assertThat(changed.deadline()).isNotNull();
        assertThat(changed.redoesUnknown()).isTrue();
        assertThat(changed.settings().needsPrologue()).isTrue();
    }

    @Test
    void nothingAskedForMeansNoPrologue() {
        assertThat(PLAIN.settings().needsPrologue()).isFalse();
        assertThat(PLAIN.with(PLAIN.characteristics().asReadOnly().asResolvable())
                        .settings()
                        .needsPrologue())
                .isFalse();
        Timeouts commitOnly = Timeouts.none().commit(Duration.ofSeconds(1));
        assertThat(PLAIN.with(PLAIN.characteristics().withTimeouts(commitOnly))
                        .settings()
                        .needsPrologue())
                .isFalse();
        assertThat(PLAIN.with(PLAIN.characteristics().asResolvable()).settings().needsPrologue())
                .isTrue();
    }

    @Test
    void deferrableContradictsOtherLevels() {
        Characteristics deferrable = PLAIN.characteristics().asDeferrable();
        assertThat(deferrable.withIsolation(Isolation.SERIALIZABLE)).isEqualTo(deferrable);
        assertThatIllegalStateException()
                .isThrownBy(() -> deferrable.withIsolation(Isolation.READ_COMMITTED))
                .withMessageContaining("contradicts READ COMMITTED");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        at(PLAIN, Isolation.REPEATABLE_READ).characteristics().asDeferrable())
                .withMessageContaining("contradicts REPEATABLE READ");
    }

    @Test
    void oneTransactionServesOneTenant() {
        TxOptions acme = PLAIN.with(PLAIN.characteristics().withTenant("acme"));
        TxOptions other = PLAIN.with(PLAIN.characteristics().withTenant("other"));
        assertThatCode(() -> acme.checkJoin(acme)).doesNotThrowAnyException();
        assertThatCode(() -> PLAIN.checkJoin(acme)).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> other.checkJoin(acme))
                .withMessageContaining("for tenant \"other\" and cannot join")
                .withMessageContaining("which is for tenant \"acme\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> acme.checkJoin(PLAIN))
                .withMessageContaining("which is for no tenant");
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
                assertThat(joins(at(PLAIN, asked), at(PLAIN, open)))
                        .as("%s into %s", asked, open)
                        .isEqualTo(fits);
            }
        }
    }

    @Test
    void theServersDefaultCountsAsReadCommitted() {
        assertThat(joins(at(PLAIN, Isolation.READ_COMMITTED), PLAIN)).isTrue();
        assertThat(joins(at(PLAIN, Isolation.REPEATABLE_READ), PLAIN)).isFalse();
        assertThat(joins(PLAIN, at(PLAIN, Isolation.READ_COMMITTED))).isTrue();
    }

    private static TxOptions at(TxOptions options, Isolation isolation) {
        return options.with(options.characteristics().withIsolation(isolation));
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

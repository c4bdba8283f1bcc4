package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.internal.tx.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonsense is refused where it is said, with its name, its value and the cure. */
class BadInputTest {
    private static final Transactions TX = Transactions.of(WrappingDataSource.hiding(null));

    private static TransactionsBuilder builder() {
        return Transactions.on(WrappingDataSource.hiding(null));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void boundsArePositive(long millis) {
        Duration bad = Duration.ofMillis(millis);
        List<UnaryOperator<Timeouts>> all = List.of(
                t -> t.statement(bad), t -> t.lock(bad), t -> t.idle(bad), t -> t.transaction(bad), t -> t.commit(bad));
        for (UnaryOperator<Timeouts> each : all) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> each.apply(Timeouts.none()))
                    .withMessageContaining("is " + bad + ", must be 1 ms to 24 days");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TX.deadline(bad))
                .withMessageContaining("deadline is " + bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().idleBound(bad))
                .withMessageContaining("idleBound is " + bad);
    }

    @Test
    void boundsAreNotEndless() {
        assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.none().lock(Duration.ofDays(25)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeouts.none().lock(Duration.ofNanos(1_500_000)))
                .withMessage("lock is PT0.0015S, must be 1 ms to 24 days, in whole milliseconds; leave it out to bound"
                        + " nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> TX.deadline(Duration.ofDays(25)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().resolveWithin(Duration.ofDays(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().resolveWithin(Duration.ofSeconds(-1)))
                .withMessage("within is PT-1S, must be 0 to 24 hours");
        assertThat(Timeouts.none().lock(Duration.ofSeconds(1)))
                .hasToString("Timeouts[statement=null, lock=PT1S, idle=null, transaction=null, commit=null]");
    }

    @Test
    void aDeadlineInThePastIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TX.deadline(Instant.now().minusSeconds(5)))
                .withMessageContaining("ago, must be in the future");
        assertThat(TX.deadline(Instant.now().plusSeconds(60))).isNotNull();
    }

    @Test
    void namesAreNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().tenantSetting("tenant"))
                .withMessageContaining("must be a custom setting");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().tenantSetting("a.b'; drop"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().onceTable("a b"))
                .withMessageContaining("onceTable is a b, must be [schema.]name as in SQL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().outboxTable(""))
                .withMessageContaining("outboxTable");
        assertThatIllegalArgumentException().isThrownBy(() -> TX.tenant(" ")).withMessageContaining("tenant is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TX.tenant("a\0b"))
                .withMessageContaining("tenant contains the character NUL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().guard(Guard.IDLE, Reaction.THROW))
                .withMessageContaining("guard IDLE cannot THROW");
        assertThat(builder()
                        .tenantSetting("my.tenant")
                        .onceTable("app.once")
                        .outboxTable("outbox")
                        .build())
                .isNotNull();
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException().isThrownBy(() -> TX.timeouts(null)).withMessage("timeouts");
        assertThatNullPointerException().isThrownBy(() -> builder().timeouts(null));
        assertThatNullPointerException().isThrownBy(() -> builder().guard(null, Reaction.OFF));
        assertThatNullPointerException().isThrownBy(() -> builder().guard(Guard.OUTSIDE, null));
        assertThatNullPointerException().isThrownBy(() -> TX.once("a", null, String.class));
        assertThatNullPointerException().isThrownBy(() -> TX.attempt(null));
        assertThatNullPointerException().isThrownBy(() -> Transactions.guarded(null));
        assertThatNullPointerException().isThrownBy(() -> Retry.DEFAULT.budget(null));
    }

    @Test
    void aHalfConfiguredPoolIsNamedByItsOwnWords() {
        try (HikariDataSource pool = new HikariDataSource()) {
            assertThatThrownBy(() -> Transactions.of(pool).named("pay").run(t -> {}))
                    .isInstanceOf(TransactionException.class)
                    .hasMessageStartingWith("transaction \"pay\" got no connection from its data source")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void deadlinesAreCompared() {
        Deadline soon = Deadline.in(Duration.ofMinutes(1));
        Deadline late = Deadline.in(Duration.ofMinutes(2));
        assertThat(Deadline.earlier(soon, late)).isSameAs(soon);
        assertThat(Deadline.earlier(late, soon)).isSameAs(soon);
        assertThat(Deadline.earlier(null, soon)).isSameAs(soon);
        assertThat(Deadline.earlier(soon, null)).isSameAs(soon);
        assertThat(Deadline.earlier(null, null)).isNull();
        assertThat(new Deadline(System.nanoTime() - 1, "deadline", Duration.ofMillis(1)).millisLeft())
                .isZero();
        assertThat(new Deadline(System.nanoTime() - 1, "deadline", Duration.ofMillis(1)).left())
                .isZero();
    }
}

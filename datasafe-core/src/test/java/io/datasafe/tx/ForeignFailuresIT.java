package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose failure it is, where transactions of two data sources lie inside each other. */
class ForeignFailuresIT {
    private final AtomicInteger outerRuns = new AtomicInteger();
    private final AtomicInteger innerRuns = new AtomicInteger();

    @Test
    void knowsItsOwnBareAndWrapped() {
        ForeignFailures failures = new ForeignFailures();
        SQLException first = new SQLException("1");
        assertThat(failures.contain(first)).isFalse();
        for (int i = 0; i < 10; i++) {
            failures.add(new SQLException("other"));
        }
        failures.add(first);
        assertThat(failures.contain(new IllegalStateException(first))).isTrue();
        assertThat(failures.contain(new SQLException("1"))).isFalse();
        Exception ring = new Exception("a");
        ring.initCause(new Exception("b", ring));
        assertThat(failures.contain(ring)).isFalse();
    }

    @Test
    void aConflictOfTheInnerOneIsTheInnerOnes() throws SQLException {
        try (PooledDatabase a = PooledDatabase.open(2);
                PooledDatabase b = PooledDatabase.open(2)) {
            Transactions outer = Transactions.of(a.pool());
            Transactions inner = Transactions.on(b.pool()).retry(Retry.upTo(2)).build();
            assertThatThrownBy(() -> outer.run(t -> {
                        outerRuns.incrementAndGet();
                        execute(t.connection(), "SELECT 1");
                        inner.run(u -> {
                            innerRuns.incrementAndGet();
                            execute(u.connection(), "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
                        });
                    }))
                    .isInstanceOf(SQLException.class);
            assertThat(innerRuns).hasValueGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aConflictOfTheOuterOneInsideTheInnerOneIsTheOuterOnes() throws SQLException {
        try (PooledDatabase a = PooledDatabase.open(2);
                PooledDatabase b = PooledDatabase.open(2)) {
            Transactions outer = Transactions.of(a.pool());
            Transactions inner = Transactions.of(b.pool());
            outer.run(t -> {
                outerRuns.incrementAndGet();
                inner.run(u -> {
                    innerRuns.incrementAndGet();
                    execute(u.connection(), "SELECT 1");
                    if (outerRuns.get() == 1) {
                        execute(t.connection(), "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
                    }
                });
            });
            assertThat(outerRuns).hasValue(2);
            assertThat(innerRuns).hasValue(2);
        }
    }

    @Test
    void lostSessionsStayWithTheirOwn() throws SQLException {
        try (PooledDatabase a = PooledDatabase.open(2);
                PooledDatabase b = PooledDatabase.open(2)) {
            Transactions outer = Transactions.of(a.pool());
            Transactions inner = Transactions.on(b.pool()).retry(Retry.none()).build();
            Throwable caught = catchThrowable(() -> outer.run(t -> {
                outerRuns.incrementAndGet();
                execute(t.connection(), "SELECT 1");
                inner.run(u -> {
                    innerRuns.incrementAndGet();
                    b.proxy().cutAll();
                    execute(u.connection(), "SELECT 1");
                });
            }));
            assertThat(caught).isNotNull();
            assertThat(outerRuns).hasValue(1);
            outer.run(t -> {
                if (outerRuns.incrementAndGet() == 2) {
                    inner.run(u -> {
                        a.proxy().cutAll();
                        execute(t.connection(), "SELECT 1");
                    });
                }
            });
            assertThat(outerRuns).hasValue(3);
        }
    }

    /** Whatever the inner one throws once an outer one is broken: only the outer one can make it good. */
    @ParameterizedTest
    @EnumSource(Breakage.class)
    void aBrokenOuterOneIsNotMadeGoodByTheInnerOne(Breakage breakage) throws SQLException {
        try (PooledDatabase a = PooledDatabase.open(2);
                PooledDatabase b = PooledDatabase.open(2);
                PooledDatabase c = PooledDatabase.open(2)) {
            Transactions outer = Transactions.of(a.pool());
            Transactions middle = Transactions.of(b.pool());
            Transactions inner = Transactions.of(c.pool());
            SQLException conflict = new SQLException("of the outer one, said by its layer", "40001");
            Throwable caught = catchThrowable(() -> outer.run(t -> {
                outerRuns.incrementAndGet();
                execute(t.connection(), "SELECT 1");
                middle.run(m -> inner.run(u -> {
                    innerRuns.incrementAndGet();
                    execute(u.connection(), "SELECT 1");
                    if (outerRuns.get() == 1) {
                        breakage.of(outer, t, a);
                        throw conflict;
                    }
                }));
            }));
            assertThat(caught).isNull();
            assertThat(outerRuns).as("the outer one was run again").hasValue(2);
            assertThat(innerRuns).as("and the inner one by that alone").hasValue(2);
        }
    }

    /** What leaves a transaction nothing but its rollback. */
    private enum Breakage {
        FAILED {
            @Override
            void of(Transactions transactions, Tx t, PooledDatabase its) throws SQLException {
                catchThrowable(() -> execute(t.connection(), "SELECT 1/0"));
            }
        },
        DOOMED {
            @Override
            void of(Transactions transactions, Tx t, PooledDatabase its) throws SQLException {
                catchThrowable(() -> transactions.run(joined -> {
                    throw new IllegalStateException("no");
                }));
            }
        },
        LOST {
            @Override
            void of(Transactions transactions, Tx t, PooledDatabase its) throws SQLException {
                its.proxy().link(t.connection()).cut();
                catchThrowable(() -> execute(t.connection(), "SELECT 1"));
            }
        };

        abstract void of(Transactions transactions, Tx t, PooledDatabase its) throws SQLException;
    }

    @Test
    void aFailureOfTheInnerOneStaysItsOwnWhileTheOuterOneIsWell() {
        try (PooledDatabase a = PooledDatabase.open(2);
                PooledDatabase b = PooledDatabase.open(2)) {
            Transactions outer = Transactions.of(a.pool());
            Transactions inner = Transactions.on(b.pool())
                    .retry(Retry.upTo(3).backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                    .build();
            SQLException conflict = new SQLException("of the inner one", "40001");
            Throwable caught = catchThrowable(() -> outer.run(t -> {
                outerRuns.incrementAndGet();
                inner.run(u -> {
                    innerRuns.incrementAndGet();
                    throw conflict;
                });
            }));
            assertThat(caught).isSameAs(conflict);
            assertThat(innerRuns).hasValue(3);
            assertThat(outerRuns).hasValue(1);
        }
    }

    @Test
    void onlyTheLatestAreKept() {
        ForeignFailures failures = new ForeignFailures();
        SQLException first = new SQLException("0");
        failures.add(first);
        SQLException last = first;
        for (int i = 1; i <= 16; i++) {
            last = new SQLException("" + i);
            failures.add(last);
        }
        assertThat(failures.contain(first)).isFalse();
        assertThat(failures.contain(new IllegalStateException(last))).isTrue();
    }
}

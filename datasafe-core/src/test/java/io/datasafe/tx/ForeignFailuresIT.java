package io.datasafe.tx;

import static io.datasafe.tx.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
}

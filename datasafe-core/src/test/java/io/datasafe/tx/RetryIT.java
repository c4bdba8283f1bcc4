package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryIT {
    private static final Retry FAST = Retry.upTo(5).backoff(Duration.ofNanos(1), Duration.ofNanos(1));

    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open();
        tx = Transactions.on(db.pool()).retry(FAST).build().repeatableRead();
        db.execute("CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL)");
        db.execute("INSERT INTO account VALUES (1, 100), (2, 100)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void runsTheWholeWorkAgainAfterASerializationFailure() throws SQLException {
        List<Integer> attempts = new ArrayList<>();
        tx.run(t -> {
            attempts.add(t.attempt());
            query(t.connection(), "SELECT balance FROM account WHERE id = 1");
            if (t.attempt() <= 2) {
                db.execute("UPDATE account SET balance = balance + 1 WHERE id = 1");
            }
            execute(t.connection(), "UPDATE account SET balance = balance + 10 WHERE id = 1");
        });
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(db.query("SELECT balance FROM account WHERE id = 1")).containsExactly("112");
    }

    @Test
    void runsAgainAfterASerializationFailureAtCommit() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        tx.serializable().run(t -> {
            attempts.incrementAndGet();
            query(t.connection(), "SELECT sum(balance) FROM account");
            execute(t.connection(), "UPDATE account SET balance = balance - 1 WHERE id = 1");
            if (t.attempt() == 1) {
                // Write skew with another transaction, which commits first: the server finds out at our COMMIT.
                OwnThread.run(() -> tx.serializable().run(this::otherHalf)).join();
            }
        });
        assertThat(attempts).hasValue(2);
        assertThat(db.query("SELECT sum(balance) FROM account")).containsExactly("198");
    }

    private void otherHalf(Tx t) {
        try {
            query(t.connection(), "SELECT sum(balance) FROM account");
            execute(t.connection(), "UPDATE account SET balance = balance - 1 WHERE id = 2");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theVictimOfADeadlockRunsAgain() throws Exception {
        CyclicBarrier bothHoldTheFirstRow = new CyclicBarrier(2);
        CountDownLatch oneIsThrough = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<CompletableFuture<Void>> both = new ArrayList<>();
            for (int first = 1; first <= 2; first++) {
                int mine = first;
                both.add(CompletableFuture.runAsync(
                        () -> lockBoth(mine, 3 - mine, bothHoldTheFirstRow, oneIsThrough, attempts), threads));
            }
            for (CompletableFuture<Void> one : both) {
                one.join();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(attempts).hasValue(3);
        assertThat(db.query("SELECT balance FROM account ORDER BY id")).containsExactly("102", "102");
    }

    private void lockBoth(
            int first, int second, CyclicBarrier barrier, CountDownLatch oneIsThrough, AtomicInteger attempts) {
        Transactions readCommitted = Transactions.on(db.pool()).retry(FAST).build();
        try {
            readCommitted.<Exception>run(t -> {
                attempts.incrementAndGet();
                if (t.attempt() > 1) {
                    // Else it may be back before the other one has woken up, and hold its row again.
                    oneIsThrough.await();
                }
                execute(t.connection(), "UPDATE account SET balance = balance + 1 WHERE id = " + first);
                if (t.attempt() == 1) {
                    barrier.await();
                }
                execute(t.connection(), "UPDATE account SET balance = balance + 1 WHERE id = " + second);
            });
            oneIsThrough.countDown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void throwsTheLastFailureWithTheEarlierOnesSuppressed() {
        List<SQLException> thrown = new ArrayList<>();
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            SQLException conflict = new SQLException("attempt " + t.attempt(), "40001");
            thrown.add(conflict);
            throw conflict;
        }));
        assertThat(thrown).hasSize(5);
        assertThat(caught).isSameAs(thrown.get(4));
        assertThat(caught.getSuppressed()).containsExactlyElementsOf(thrown.subList(0, 4));
    }

    @Test
    void aFailureThatIsThrownTwiceIsNotSuppressedInItself() {
        SQLException constant = new SQLException("same", "40001");
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            throw constant;
        }));
        assertThat(caught).isSameAs(constant).hasNoSuppressedExceptions();
    }

    @Test
    void nothingElseIsRunAgain() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> tx.run(t -> {
                    attempts.incrementAndGet();
                    execute(t.connection(), "INSERT INTO account VALUES (1, 1)");
                }))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void noneNeverRunsTwice() {
        AtomicInteger attempts = new AtomicInteger();
        Transactions once = Transactions.on(db.pool()).retry(Retry.none()).build();
        catchThrowable(() -> once.run(t -> {
            attempts.incrementAndGet();
            throw new SQLException("conflict", "40P01");
        }));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aJoinedCallLeavesTheRetryToTheOutermost() throws SQLException {
        List<Integer> attempts = new ArrayList<>();
        tx.run(outer -> tx.run(inner -> {
            attempts.add(inner.attempt());
            if (inner.attempt() == 1) {
                throw new SQLException("conflict", "40001");
            }
        }));
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void noAttemptBeginsWhenItsPauseWouldEndTooLate() {
        AtomicInteger attempts = new AtomicInteger();
        // The first pause is drawn from 0 to 24 h: longer than the bound but for one draw in 10^13.
        Transactions hasty = Transactions.on(db.pool())
                .retry(Retry.upTo(1000).within(Duration.ofNanos(1)).backoff(Duration.ofHours(24), Duration.ofHours(24)))
                .build();
        catchThrowable(() -> hasty.run(t -> {
            attempts.incrementAndGet();
            throw new SQLException("conflict", "40001");
        }));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anInterruptEndsThePauseAndIsKept() {
        SQLException conflict = new SQLException("conflict", "40001");
        Transactions patient = Transactions.on(db.pool())
                .retry(Retry.upTo(2).within(Duration.ofHours(24)).backoff(Duration.ofHours(23), Duration.ofHours(23)))
                .build();
        Throwable caught = catchThrowable(() -> patient.run(t -> {
            Thread.currentThread().interrupt();
            throw conflict;
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(caught).isSameAs(conflict);
    }

    @Test
    void noConnectionIsHeldDuringThePause() throws SQLException {
        try (PooledDatabase one = PooledDatabase.open(1)) {
            List<Integer> active = new ArrayList<>();
            Transactions watched = Transactions.on(one.pool())
                    .retry(FAST)
                    .listener(e -> active.add(one.pool().getHikariPoolMXBean().getActiveConnections()))
                    .build();
            watched.run(t -> {
                if (t.attempt() == 1) {
                    throw new SQLException("conflict", "40001");
                }
            });
            // Begun, rolled back, retrying, begun, committed.
            assertThat(active).containsExactly(1, 0, 0, 1, 0);
        }
    }

    @Test
    void theHooksOfAFailedAttemptNeverRun() throws SQLException {
        List<String> ran = new ArrayList<>();
        tx.run(t -> {
            int attempt = t.attempt();
            t.afterCommit("note", () -> ran.add("attempt " + attempt));
            if (attempt == 1) {
                throw new SQLException("conflict", "40001");
            }
        });
        assertThat(ran).containsExactly("attempt 2");
    }

    @Test
    void aSwallowedConflictThatIsKnownIsRunAgainToo() {
        AtomicInteger attempts = new AtomicInteger();
        tx.run(outer -> {
            attempts.incrementAndGet();
            catchThrowable(() -> tx.run(joined -> {
                if (joined.attempt() == 1) {
                    throw new SQLException("conflict", "40001");
                }
            }));
        });
        assertThat(attempts).hasValue(2);
    }
}

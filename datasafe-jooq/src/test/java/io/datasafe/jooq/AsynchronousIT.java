package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.ConfigurationException;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** jOOQ's asynchronous methods run on other threads, and a transaction stays on its own. */
class AsynchronousIT extends Items {
    private final Executor executor = new ForkJoinPool(1);

    @Test
    void outsideOfATransactionTheyRunOnConnectionsOfTheirOwn() {
        assertThat(join(tx.dsl().insertInto(ITEM, ID).values(1).executeAsync())).isOne();
        assertThat(join(tx.dsl().selectFrom(ITEM).fetchAsync())).hasSize(1);
    }

    @Test
    void insideTheJoinedContextRefusesThemAtOnce() {
        DSLContext ctx = tx.dsl();
        tx.run(t -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ctx.insertInto(ITEM, ID).values(1).executeAsync())
                    .withMessageContaining("asynchronous method of jOOQ was called inside transaction \"pay\"");
            assertThatIllegalStateException()
                    .isThrownBy(() -> ctx.selectFrom(ITEM).fetchAsync());
            assertThatIllegalStateException().isThrownBy(() -> ctx.transactionAsync(c -> insert(c.dsl(), 2)));
        });
        assertThat(stored()).isEmpty();
    }

    @Test
    void insideAnExecutorSaysThatItIsOnPurpose() {
        tx.run(t -> {
            insert(t.dsl(), 1);
            Result<Record> seen = join(tx.dsl().selectFrom(ITEM).fetchAsync(executor));
            assertThat(seen).as("outside").isEmpty();
        });
        assertThat(stored()).containsExactly(1);
    }

    @Test
    void insideATiedContextFailsOnTheOtherThread() {
        tx.run(t -> {
            assertThatThrownBy(() -> join(t.dsl().selectFrom(ITEM).fetchAsync()))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
            assertThatThrownBy(() -> join(t.dsl().transactionAsync(executor, c -> insert(c.dsl(), 1))))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
        });
        assertThat(stored()).isEmpty();
    }

    @Test
    void asynchronousTransactionsAreRefusedByJooqItself() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> tx.dsl().transactionAsync(c -> insert(c.dsl(), 1)));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> tx.dsl().transactionResultAsync(executor, c -> insert(c.dsl(), 2)));
        assertThat(stored()).isEmpty();
    }

    @Test
    void theExecutorOfTheConfigurationIsKept() {
        List<Runnable> given = new ArrayList<>();
        JooqTransactions own = JooqTransactions.on(jdbc)
                .configuration(
                        new DefaultConfiguration().set(SQLDialect.POSTGRES).set((Executor) task -> {
                            given.add(task);
                            task.run();
                        }))
                .build();
        assertThat(join(own.dsl().selectFrom(ITEM).fetchAsync())).isEmpty();
        assertThat(given).hasSize(1);
    }

    @Test
    void aPublisherOfATransactionRunsWhereItIsSubscribedAndJoins() {
        List<Object> seen = new ArrayList<>();
        tx.dsl()
                .transactionPublisher(c -> c.dsl().insertInto(ITEM, ID).values(1))
                .subscribe(new Collecting(seen));
        assertThat(stored()).containsExactly(1);
        assertThatThrownBy(() -> tx.run(t -> {
                    tx.dsl()
                            .transactionPublisher(
                                    c -> c.dsl().insertInto(ITEM, ID).values(2))
                            .subscribe(new Collecting(seen));
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stored()).containsExactly(1);
        assertThat(seen).containsExactly(1, "complete", 1, "complete");
    }

    private record Collecting(List<Object> seen) implements Subscriber<Integer> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Integer value) {
            seen.add(value);
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure);
        }

        @Override
        public void onComplete() {
            seen.add("complete");
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}

package io.datasafe.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * The rounds of a map under a model checker, which decides after each access to shared memory who goes on: the scope's thread, or one of the
 * tasks. In none of these orders is a wake-up lost (it would find that nobody can go on), does a batch go while a task runs, or do two go for one
 * round. Few tasks, so that many of the orders are tried; what they can meet is a task that arrives at a wait, ends, fails, goes on, or begins.
 */
class RoundsStressTest {
    private static final int ORDERS = Integer.getInteger("datasafe.stress.invocations", 20);

    /** One map call, all of whose tasks may run at the same time. */
    private static final class Trial {
        private final AtomicInteger running = new AtomicInteger();
        private final Rounds rounds = new Rounds(2, 4, this::send, work -> new Thread(work).start());
        private int sent;
        private int early;

        private void send() {
            sent++;
            early += running.get();
        }

        /** Runs one task for each number. */
        MapCall<Integer, Integer> run(int tasks, IntConsumer body) {
            MapCall<Integer, Integer> call = call(tasks, body, null);
            rounds.run(call);
            check("the call has ended", call.hasEnded());
            check("no task runs any more", running.get() == 0);
            check("no task ran while a batch went", early == 0);
            return call;
        }

        private MapCall<Integer, Integer> call(int tasks, IntConsumer body, Task parent) {
            List<Integer> items = IntStream.range(0, tasks).boxed().toList();
            return new MapCall<>(
                    rounds,
                    items,
                    item -> {
                        running.incrementAndGet();
                        try {
                            body.accept(item);
                        } finally {
                            running.decrementAndGet();
                        }
                        return item;
                    },
                    parent);
        }

        /** In a task: waits for the next batch. */
        void await() {
            running.decrementAndGet();
            rounds.lock();
            try {
                rounds.awaitRound(Task.current(rounds));
            } finally {
                rounds.unlock();
                running.incrementAndGet();
            }
        }

        /** In a task: a map of its own. */
        void nested(int tasks, IntConsumer body) {
            Task parent = Task.current(rounds);
            MapCall<Integer, Integer> inner = call(tasks, body, parent);
            running.decrementAndGet();
            rounds.runNested(inner, parent);
            running.incrementAndGet();
            inner.results();
        }
    }

    /** AssertJ's objects are not to be compared, and the checker compares what calls return. */
    private static void check(String what, boolean holds) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }

    @Test
    void tasksEnd() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            check("results", trial.run(2, item -> {}).results().equals(List.of(0, 1)));
            check("no batch", trial.sent == 0);
        });
    }

    @Test
    void aThreadThatIsFreeTakesTheNextTask() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            check("results", trial.run(3, item -> {}).results().equals(List.of(0, 1, 2)));
            check("no batch", trial.sent == 0);
        });
    }

    @Test
    void oneWaitsWhileAnotherEnds() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            trial.run(2, item -> {
                if (item == 0) {
                    trial.await();
                }
            });
            check("batches: 1", trial.sent == 1);
        });
    }

    @Test
    void bothWaitForTheSameRound() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            check("results", trial.run(2, item -> trial.await()).results().equals(List.of(0, 1)));
            check("batches: 1", trial.sent == 1);
        });
    }

    /** The second round begins while one that was released in the first may not have gone on yet. */
    @Test
    void oneWaitsOnceMore() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            trial.run(2, item -> {
                trial.await();
                if (item == 0) {
                    trial.await();
                }
            });
            check("batches: 2", trial.sent == 2);
        });
    }

    @Test
    void oneFailsWhileAnotherWaitsOrIsAboutTo() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            MapCall<Integer, Integer> call = trial.run(2, item -> {
                if (item == 1) {
                    throw new IllegalStateException("failure");
                }
                trial.await();
            });
            check("cancelled", call.isCancelled());
            check("no batch", trial.sent == 0);
        });
    }

    @Test
    void oneMapsWhileAnotherWaits() {
        Lincheck.runConcurrentTest(ORDERS, () -> {
            Trial trial = new Trial();
            trial.run(2, item -> {
                if (item == 0) {
                    trial.nested(1, inner -> trial.await());
                } else {
                    trial.await();
                }
            });
            check("batches: 1", trial.sent == 1);
        });
    }
}

package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.FaultBuilder;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Transfers between accounts while the network breaks at random at each step of the protocol: what was said to be committed is there once, all
 * else is not there at all. How many: {@code -Ddatasafe.soak.transfers=10000}; default 200.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SoakIT {
    private static final int TRANSFERS = Integer.getInteger("datasafe.soak.transfers", 200);
    private static final long SEED = Long.getLong("datasafe.soak.seed", System.nanoTime());
    private static final int WORKERS = 3;
    private static final int ACCOUNTS = 6;
    private static final Retry STUBBORN = Retry.upTo(1_000)
            .within(Duration.ofMinutes(10))
            .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
            .budget(RetryBudget.unlimited());

    /** Where the network breaks. */
    private enum Step {
        CONNECT {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.connect()).cut();
            }
        },
        PROLOGUE_SENT {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.statementContaining("pg_current_xact_id"))
                        .cut();
            }
        },
        PROLOGUE_ANSWERED {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.reply("SELECT")).cut();
            }
        },
        STATEMENT_SENT {
            @Override
            Fault arm(FaultProxy proxy) {
                return statement(proxy).cut();
            }
        },
        STATEMENT_RESET {
            @Override
            Fault arm(FaultProxy proxy) {
                return statement(proxy).reset();
            }
        },
        STATEMENT_ANSWERED {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.reply("UPDATE")).cut();
            }
        },
        COMMIT_SENT {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.commitSent()).cut();
            }
        },
        COMMIT_LATE {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.commitSent()).hold();
            }
        },
        COMMIT_ANSWERED {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.commitReply()).cut();
            }
        },
        ROLLBACK_SENT {
            @Override
            Fault arm(FaultProxy proxy) {
                return proxy.on(Trigger.rollbackSent()).cut();
            }
        };

        abstract Fault arm(FaultProxy proxy);

        private static FaultBuilder statement(FaultProxy proxy) {
            return proxy.on(Trigger.statementContaining("UPDATE account"));
        }
    }

    private final Queue<Integer> committed = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> receipts = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();
    private final Map<Step, AtomicLong> hits = new EnumMap<>(Step.class);

    @Test
    void noTransferIsLostAndNoneIsDoubled() throws SQLException {
        for (Step step : Step.values()) {
            hits.put(step, new AtomicLong());
        }
        try (PooledDatabase db = PooledDatabase.open(WORKERS + 1)) {
            db.execute(
                    "CREATE TABLE account AS SELECT id, 1000 AS balance FROM generate_series(1, " + ACCOUNTS + ") id");
            db.execute("CREATE TABLE transfer (id int, source int, target int)");
            List<CompletableFuture<Void>> workers = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(SEED);
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = worker;
                SplittableRandom own = random.split();
                workers.add(OwnThread.run(() -> work(db, first, own)));
            }
            workers.forEach(CompletableFuture::join);
            expectExactBooks(db);
        }
    }

    private void expectExactBooks(PooledDatabase db) throws SQLException {
        String seed = "datasafe.soak.seed=" + SEED;
        List<Integer> stored = db.query("SELECT id FROM transfer ORDER BY id").stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(stored).as(seed).isEqualTo(committed.stream().sorted().toList());
        assertThat(stored).as(seed).doesNotHaveDuplicates();
        assertThat(receipts).as("hooks, %s", seed).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(stored.size() + refused.get()).as(seed).isEqualTo(TRANSFERS);
        assertThat(refused.get()).as("refused for a reason of the work's own").isPositive();
        assertThat(db.query("SELECT sum(balance) FROM account")).as(seed).containsExactly("" + 1000 * ACCOUNTS);
        assertThat(db.query("SELECT a.id FROM account a WHERE balance <> 1000"
                        + " + (SELECT count(*) FROM transfer WHERE target = a.id)"
                        + " - (SELECT count(*) FROM transfer WHERE source = a.id)"))
                .as(seed)
                .isEmpty();
        assertThat(hits.entrySet().stream()
                        .filter(each -> each.getValue().get() == 0)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toList()))
                .as("steps at which nothing broke, %s", seed)
                .isEmpty();
    }

    private void work(PooledDatabase db, int first, SplittableRandom random) {
        Transactions tx = Transactions.on(db.pool())
                .retry(STUBBORN)
                .timeouts(Timeouts.none().commit(Duration.ofMillis(250)))
                .resolveWithin(Duration.ofMinutes(1))
                .build()
                .resolvable();
        Step[] steps = Step.values();
        for (int id = first; id < TRANSFERS; id += WORKERS) {
            Step step = steps[random.nextInt(steps.length)];
            Fault fault = step.arm(db.proxy());
            transfer(tx, id, random);
            if (fault instanceof Hold held) {
                // On its way until now: it comes to a session that was fenced.
                held.release();
            }
            fault.cancel();
            hits.get(step).addAndGet(fault.hits());
        }
    }

    private void transfer(Transactions tx, int id, SplittableRandom random) {
        int source = 1 + random.nextInt(ACCOUNTS - 1);
        int target = source + 1 + random.nextInt(ACCOUNTS - source);
        boolean refuse = random.nextInt(10) == 0;
        Outcome<Integer> outcome = tx.attempt(t -> {
            t.afterCommit("receipt", () -> receipts.add(id));
            execute(t.connection(), "INSERT INTO transfer VALUES (" + id + ", " + source + ", " + target + ")");
            execute(t.connection(), "UPDATE account SET balance = balance - 1 WHERE id = " + source);
            execute(t.connection(), "UPDATE account SET balance = balance + 1 WHERE id = " + target);
            if (refuse) {
                throw new IllegalArgumentException("refused");
            }
            return id;
        });
        if (outcome instanceof Outcome.Committed) {
            committed.add(id);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.RolledBack.class,
                            rolledBack -> assertThat(rolledBack.cause()).hasMessage("refused"));
            refused.incrementAndGet();
        }
    }
}

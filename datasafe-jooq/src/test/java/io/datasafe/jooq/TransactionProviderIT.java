package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.proxy.RoundTrips;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.Resolution;
import io.datasafe.tx.TransactionEvent.Begun;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.Resolved;
import io.datasafe.tx.Transactions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.Test;

/** {@code ctx.transaction(..)}, as code calls it that knows only jOOQ. */
class TransactionProviderIT extends Items {
    @Test
    void commitsAndGivesTheResult() {
        int rows = tx.dsl().transactionResult(c -> {
            hooks(tx.current().orElseThrow());
            return insert(c.dsl(), 1);
        });
        assertThat(rows).isOne();
        assertThat(stored()).containsExactly(1);
        assertThat(hooks).containsExactly("committed");
        assertThat(events).containsExactly(new Begun("pay", 1), new Committed("pay", 1, null, null, false));
    }

    @Test
    void rollsBackWhatThrowsAndWrapsCheckedExceptionsAsJooqDoes() {
        IllegalArgumentException unchecked = new IllegalArgumentException();
        assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                    hooks(tx.current().orElseThrow());
                    insert(c.dsl(), 1);
                    throw unchecked;
                }))
                .isSameAs(unchecked);
        assertThat(hooks).containsExactly("rolled back");
        assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                    throw new IOException();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void takesOnlyTheDerivedOptionsAndNoRoundTripMore() {
        db.outside().fetch("SELECT 1");
        tx.dsl().fetch("SELECT 1");
        RoundTrips.on(db.proxy()).exactly(2).run(() -> tx.dsl().transaction(c -> insert(c.dsl(), 1)));
        RoundTrips.on(db.proxy())
                .exactly(3)
                .run(() -> tx.serializable().resolvable().named("order").dsl().transaction(c -> insert(c.dsl(), 2)));
        assertThat(events).last().isEqualTo(new Committed("order", 1, null, null, false));
        RoundTrips.on(db.proxy())
                .exactly(4)
                .run(() -> tx.dsl().transaction(c -> c.dsl().transaction(c2 -> insert(c2.dsl(), 3))));
    }

    @Test
    void everythingOnTheThreadJoins() {
        assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                    insert(c.dsl(), 1);
                    tx.run(t -> insert(t.dsl(), 2));
                    jdbc.run(t ->
                            assertThat(t).isSameAs(tx.current().orElseThrow().tx()));
                    insert(tx.dsl(), 3);
                    insert(tx.serializable().dsl(), 4);
                    assertThat(stored()).isEmpty();
                    throw new IOException();
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aNestedOneIsASavepoint() {
        tx.dsl().transaction(c -> {
            insert(c.dsl(), 1);
            assertThatThrownBy(() -> c.dsl().transaction(c2 -> {
                        hooks(tx.current().orElseThrow());
                        insert(c2.dsl(), 2);
                        insert(c2.dsl(), 1);
                    }))
                    .isInstanceOf(IntegrityConstraintViolationException.class);
            c.dsl().transaction(c2 -> insert(c2.dsl(), 3));
            assertThatThrownBy(() -> tx.dsl().transaction(c2 -> {
                        insert(c2.dsl(), 4);
                        throw new IOException();
                    }))
                    .hasCauseInstanceOf(IOException.class);
            hooks(tx.current().orElseThrow());
        });
        assertThat(stored()).containsExactly(1, 3);
        assertThat(hooks).as("those of a part that was undone are dropped").containsExactly("committed");
    }

    @Test
    void insideACallItIsASavepointOfThat() {
        tx.outermost().run(t -> {
            insert(t.dsl(), 1);
            t.dsl().transaction(c -> c.dsl().transaction(c2 -> insert(c2.dsl(), 2)));
            assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                        insert(c.dsl(), 3);
                        throw new IOException();
                    }))
                    .hasCauseInstanceOf(IOException.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tx.outermost().dsl().transaction(c -> insert(c.dsl(), 4)));
        });
        assertThat(stored()).containsExactly(1, 2);
    }

    @Test
    void aSwallowedErrorCannotCommit() {
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .isThrownBy(() -> tx.dsl().transaction(c -> {
                    hooks(tx.current().orElseThrow());
                    insert(c.dsl(), 1);
                    catchThrowable(() -> insert(c.dsl(), 1));
                }))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("23505"));
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .as("nor can a savepoint, before which it happened")
                .isThrownBy(() -> tx.dsl().transaction(c -> {
                    catchThrowable(() -> c.dsl().fetch("SELECT 1/0"));
                    c.dsl().transaction(c2 -> insert(c2.dsl(), 1));
                }));
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .as("nor one in which it happened")
                .isThrownBy(() -> tx.dsl()
                        .transaction(c -> c.dsl()
                                .transaction(c2 -> catchThrowable(() -> c2.dsl().fetch("SELECT 1/0")))));
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .as("nor a joined part that failed")
                .isThrownBy(() -> tx.dsl()
                        .transaction(c -> catchThrowable(() -> tx.run(t -> {
                            throw new IOException();
                        }))));
        assertThat(stored()).isEmpty();
        assertThat(hooks).containsExactly("rolled back");
    }

    @Test
    void aConflictInANestedOneDoomsTheWholeAndIsNotRunAgain() {
        insert(db.outside(), 1);
        List<Integer> runs = new ArrayList<>();
        assertThatExceptionOfType(JooqSilentRollbackException.class)
                .isThrownBy(() -> tx.repeatableRead().dsl().transaction(c -> {
                    runs.add(1);
                    c.dsl().fetchCount(ITEM);
                    db.outside().execute("UPDATE item SET id = id");
                    assertThatThrownBy(() -> c.dsl()
                                    .transaction(c2 -> c2.dsl().deleteFrom(ITEM).execute()))
                            .isInstanceOf(DataAccessException.class);
                }))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("40001"));
        assertThat(runs).hasSize(1);
    }

    @Test
    void aConflictInsideACallRunsTheCallAgain() {
        insert(db.outside(), 1);
        List<Integer> attempts = new ArrayList<>();
        tx.repeatableRead().run(t -> {
            attempts.add(t.attempt());
            t.dsl().fetchCount(ITEM);
            if (t.attempt() == 1) {
                db.outside().execute("UPDATE item SET id = id");
            }
            catchThrowable(
                    () -> tx.dsl().transaction(c -> c.dsl().deleteFrom(ITEM).execute()));
        });
        assertThat(attempts).containsExactly(1, 2);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aLostCommitIsResolved() {
        db.proxy().on(Trigger.commitReply()).cut();
        int rows = tx.resolvable().dsl().transactionResult(c -> {
            hooks(tx.current().orElseThrow());
            return insert(c.dsl(), 1);
        });
        assertThat(rows).isOne();
        assertThat(stored()).containsExactly(1);
        assertThat(hooks).containsExactly("committed");
        assertThat(events).hasAtLeastOneElementOfType(Resolved.class);
    }

    @Test
    void aCommitThatIsKnownToBeLostIsARollback() {
        db.proxy().on(Trigger.commitSent()).cut();
        assertThatExceptionOfType(JooqTransactionException.class)
                .isThrownBy(() -> tx.resolvable().dsl().transaction(c -> {
                    hooks(tx.current().orElseThrow());
                    insert(c.dsl(), 1);
                }))
                .withMessageContaining("was rolled back: the answer to COMMIT was lost")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("08006"));
        assertThat(hooks).containsExactly("rolled back");
        assertThat(stored()).isEmpty();
    }

    @Test
    void anUnknownOutcomeHasItsTicket() {
        JooqTransactions late = JooqTransactions.of(
                Transactions.on(db.pool()).resolveWithin(Duration.ZERO).build().resolvable());
        db.proxy().on(Trigger.commitReply()).cut();
        assertThatExceptionOfType(JooqCommitUnknownException.class)
                .isThrownBy(() -> late.dsl().transaction(c -> {
                    hooks(late.current().orElseThrow());
                    insert(c.dsl(), 1);
                }))
                .satisfies(e -> assertThat(e.ticket().orElseThrow().resolve(db.pool(), Duration.ofSeconds(5)))
                        .isEqualTo(Resolution.COMMITTED));
        assertThat(hooks).containsExactly("unknown");
    }

    @Test
    void aSessionThatDiesInANestedOneEndsTheWholeAndFreesTheThread() {
        assertThatThrownBy(() -> tx.dsl().transaction(c -> {
                    insert(c.dsl(), 1);
                    c.dsl().transaction(c2 -> {
                        c2.dsl()
                                .connection(connection ->
                                        db.proxy().link(connection).cut());
                        insert(c2.dsl(), 2);
                    });
                }))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("08006"));
        tx.dsl().transaction(c -> insert(c.dsl(), 3));
        assertThat(stored()).containsExactly(3);
    }

    @Test
    void aTransactionThatCannotBeginSaysSo() {
        db.pool().close();
        assertThatExceptionOfType(JooqTransactionException.class)
                .isThrownBy(() -> tx.dsl().transaction(c -> insert(c.dsl(), 1)))
                .withMessageContaining("got no connection");
        assertThatIllegalStateException().isThrownBy(() -> tx.required().dsl().transaction(c -> insert(c.dsl(), 1)));
    }

    @Test
    void aCommitOfTheWorksOwnIsRefused() {
        tx.dsl().transaction(c -> {
            insert(c.dsl(), 1);
            assertThatIllegalStateException().isThrownBy(() -> c.dsl().execute("COMMIT"));
            assertThatIllegalStateException().isThrownBy(() -> tx.dsl().execute("START TRANSACTION"));
            assertThatThrownBy(() -> c.dsl().connection(connection -> connection.setAutoCommit(true)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(stored()).isEmpty();
        });
        assertThat(stored()).containsExactly(1);
    }

    @Test
    void listenersSeeIt() {
        List<String> seen = new ArrayList<>();
        TransactionListener listener = new TransactionListener() {
            @Override
            public void beginStart(TransactionContext ctx) {
                seen.add("begin");
            }

            @Override
            public void beginEnd(TransactionContext ctx) {
                seen.add("begun");
            }

            @Override
            public void commitStart(TransactionContext ctx) {
                seen.add("commit");
            }

            @Override
            public void commitEnd(TransactionContext ctx) {
                seen.add("committed");
            }

            @Override
            public void rollbackStart(TransactionContext ctx) {
                seen.add("roll back");
            }

            @Override
            public void rollbackEnd(TransactionContext ctx) {
                seen.add("rolled back");
            }
        };
        JooqTransactions observed = JooqTransactions.on(jdbc)
                .configuration(
                        new DefaultConfiguration().set(SQLDialect.POSTGRES).set(listener))
                .build();
        observed.dsl().transaction(c -> insert(c.dsl(), 1));
        assertThat(seen).containsExactly("begin", "begun", "commit", "committed");
        seen.clear();
        catchThrowable(() -> observed.dsl().transaction(c -> insert(c.dsl(), 1)));
        assertThat(seen).containsExactly("begin", "begun", "roll back", "rolled back");
    }

    @Test
    void aListenerThatFailsCannotKeepTheTransactionOpen() {
        JooqTransactions observed = JooqTransactions.on(jdbc)
                .configuration(new DefaultConfiguration()
                        .set(SQLDialect.POSTGRES)
                        .set(TransactionListener.onRollbackStart(ctx -> {
                            throw new IllegalStateException("listener");
                        })))
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> observed.dsl().transaction(c -> {
                    insert(c.dsl(), 1);
                    throw new IOException();
                }))
                .withMessage("listener");
        assertThat(tx.current()).isEmpty();
        observed.run(t -> {
            insert(t.dsl(), 2);
            catchThrowable(() -> t.dsl().transaction(c -> {
                insert(c.dsl(), 3);
                throw new IOException();
            }));
        });
        assertThat(stored()).as("a part that failed is undone").containsExactly(2);
    }
}

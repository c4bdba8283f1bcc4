package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.DeadlineExceededException;
import io.datasafe.tx.Outcome;
import io.datasafe.tx.Resolution;
import io.datasafe.tx.Retry;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Ticket;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.exception.SQLStateClass;
import org.jooq.exception.SQLStateSubclass;
import org.junit.jupiter.api.Test;

/** What users catch: jOOQ's exceptions with the SQLSTATE, core's as their cause; what the work throws as it is. */
class JooqExceptionsIT extends Items {
    private void deferred(JooqTx t) {
        t.dsl().execute("SET CONSTRAINTS ALL DEFERRED");
        insert(t.dsl(), 1);
        insert(t.dsl(), 1);
    }

    private void swallow(JooqTx t) {
        insert(t.dsl(), 1);
        catchThrowable(() -> insert(t.dsl(), 1));
    }

    @Test
    void aConstraintThatCommitChecksIsWhatItIsInAStatement() {
        IntegrityConstraintViolationException statement = catchThrowableOfType(
                IntegrityConstraintViolationException.class,
                () -> tx.run(t -> {
                    insert(t.dsl(), 1);
                    insert(t.dsl(), 1);
                }));
        IntegrityConstraintViolationException commit =
                catchThrowableOfType(IntegrityConstraintViolationException.class, () -> tx.run(this::deferred));
        assertThat(commit).hasCauseExactlyInstanceOf(TransactionException.class);
        assertThat(commit.sqlState()).isEqualTo(statement.sqlState()).isEqualTo("23505");
        assertThat(commit.sqlStateClass()).isEqualTo(statement.sqlStateClass());
        assertThat(commit.sqlStateSubclass()).isEqualTo(statement.sqlStateSubclass());
    }

    @Test
    void everyOtherRefusedCommitKeepsItsState() {
        db.outside()
                .execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''no'' USING ERRCODE = ''42501''; END'");
        db.outside()
                .execute("CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        JooqTransactionException caught =
                catchThrowableOfType(JooqTransactionException.class, () -> tx.run(t -> insert(t.dsl(), 1)));
        assertThat(caught).hasCauseExactlyInstanceOf(TransactionException.class);
        assertThat(caught.sqlState()).isEqualTo("42501");
        assertThat(caught.sqlStateClass()).isEqualTo(SQLStateClass.C42_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION);
        assertThat(caught.sqlStateSubclass()).isEqualTo(SQLStateSubclass.fromCode("42501"));
    }

    @Test
    void noConnection() {
        db.pool().close();
        JooqTransactions impatient = JooqTransactions.of(
                Transactions.on(db.pool()).retry(Retry.none()).build());
        JooqTransactionException caught =
                catchThrowableOfType(JooqTransactionException.class, () -> impatient.run(t -> {}));
        assertThat(caught)
                .hasMessageContaining("got no connection")
                .hasCauseExactlyInstanceOf(TransactionException.class);
        assertThat(caught.sqlState()).as("jOOQ's word for none").isEqualTo("00000");
        assertThat(caught.sqlStateClass()).isEqualTo(SQLStateClass.NONE);
    }

    @Test
    void theFailuresOfEarlierAttemptsGoAlong() {
        JooqTransactions twice = JooqTransactions.of(
                Transactions.on(db.pool()).retry(Retry.upTo(2).also("23505")).build());
        assertThat(catchThrowable(() -> twice.run(this::deferred)).getCause().getSuppressed())
                .singleElement()
                .isInstanceOf(TransactionException.class);
    }

    @Test
    void anUnknownOutcomeHasItsTicketAlsoAfterSerialization() throws Exception {
        JooqTransactions late = JooqTransactions.of(
                Transactions.on(db.pool()).resolveWithin(Duration.ZERO).build().resolvable());
        db.proxy().on(Trigger.commitReply()).cut();
        JooqCommitUnknownException caught =
                catchThrowableOfType(JooqCommitUnknownException.class, () -> late.run(t -> insert(t.dsl(), 1)));
        assertThat(caught).hasCauseInstanceOf(CommitUnknownException.class);
        assertThat(caught.sqlState()).isEqualTo("08006");
        Ticket ticket = ((JooqCommitUnknownException) copy(caught)).ticket().orElseThrow();
        assertThat(ticket.resolve(db.pool(), Duration.ofSeconds(5))).isEqualTo(Resolution.COMMITTED);
        db.proxy().on(Trigger.commitReply()).cut();
        assertThat(catchThrowableOfType(JooqCommitUnknownException.class, () -> tx.run(t -> insert(t.dsl(), 2)))
                        .ticket())
                .as("not resolvable")
                .isEmpty();
    }

    @Test
    void theDeadline() {
        JooqTransactions late = tx.deadline(Duration.ofNanos(1));
        assertThatExceptionOfType(JooqDeadlineExceededException.class)
                .isThrownBy(() -> late.call(JooqTx::name))
                .withCauseInstanceOf(DeadlineExceededException.class);
        assertThatExceptionOfType(JooqDeadlineExceededException.class).isThrownBy(() -> late.run(t -> {}));
        assertThat(late.attempt(JooqTx::name)).isInstanceOf(io.datasafe.tx.Outcome.RolledBack.class);
        assertThatExceptionOfType(JooqDeadlineExceededException.class)
                .isThrownBy(() -> late.dsl().transaction(c -> insert(c.dsl(), 1)));
    }

    @Test
    void aSavepointAndALock() {
        DataAccessException end = new DataAccessException("roll back");
        assertThatThrownBy(() -> tx.run(t -> {
                    assertThatExceptionOfType(JooqSilentRollbackException.class)
                            .isThrownBy(() -> t.runSavepoint(this::swallow))
                            .withCauseInstanceOf(SilentRollbackException.class);
                    assertThatExceptionOfType(JooqSilentRollbackException.class)
                            .isThrownBy(() -> t.savepoint(s -> {
                                swallow(s);
                                return 1;
                            }));
                    catchThrowable(() -> t.dsl().fetch("SELECT 1/0"));
                    assertThatExceptionOfType(JooqTransactionException.class)
                            .isThrownBy(() -> t.lock("a"))
                            .satisfies(e -> assertThat(e.sqlState()).isEqualTo("25P02"));
                    assertThatExceptionOfType(JooqTransactionException.class).isThrownBy(() -> t.tryLock("a"));
                    throw end;
                }))
                .isSameAs(end);
    }

    @Test
    void onceSaysThatItsTableIsMissing() {
        assertThatExceptionOfType(JooqTransactionException.class)
                .isThrownBy(() -> tx.once("pay", 1, Void.class).run(t -> insert(t.dsl(), 1)))
                .withMessageContaining("OnceTable.ddl()")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42P01"));
    }

    @Test
    void anOutcomeHoldsThemToo() {
        assertThat(tx.attempt(t -> insert(t.dsl(), 2))).isEqualTo(new Outcome.Committed<>(1, 1, false));
        assertThat(tx.attempt(t -> {
                    swallow(t);
                    return 1;
                }))
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        o -> assertThat(o.cause()).isInstanceOf(JooqSilentRollbackException.class));
        IOException own = new IOException();
        assertThat(tx.attempt(t -> {
                    throw own;
                }))
                .isEqualTo(new Outcome.RolledBack<>(own, 1));
    }

    @Test
    void whatTheWorkThrowsPassesAsItIs() {
        TransactionException cores = catchThrowableOfType(
                TransactionException.class,
                () -> jdbc.run(
                        t -> catchThrowable(() -> tx.run(joined -> joined.dsl().fetch("SELECT 1/0")))));
        List<Exception> all = List.of(new IOException(), new IllegalStateException(), cores);
        for (Exception own : all) {
            assertThat(catchThrowable(() -> tx.call(t -> {
                        throw own;
                    })))
                    .isSameAs(own);
            assertThat(catchThrowable(() -> tx.run(t -> {
                        throw own;
                    })))
                    .isSameAs(own);
            assertThat(tx.attempt(t -> {
                        throw own;
                    }))
                    .isEqualTo(new Outcome.RolledBack<>(own, 1));
            tx.run(t -> {
                assertThat(catchThrowable(() -> t.savepoint(s -> {
                            throw own;
                        })))
                        .isSameAs(own);
                assertThat(catchThrowable(() -> t.runSavepoint(s -> {
                            throw own;
                        })))
                        .isSameAs(own);
            });
        }
    }

    @Test
    void misuseIsAnIllegalState() {
        assertThatIllegalStateException().isThrownBy(() -> tx.required().run(t -> {}));
        tx.run(t -> {
            assertThatIllegalStateException().isThrownBy(() -> tx.outermost().run(u -> {}));
            assertThatIllegalStateException().isThrownBy(() -> tx.attempt(u -> 1));
            assertThatIllegalStateException().isThrownBy(() -> tx.tenant("acme").run(u -> {}));
        });
    }

    private static Object copy(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}

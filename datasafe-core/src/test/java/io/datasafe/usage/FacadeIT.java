package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.OnceTable;
import io.datasafe.tx.Outcome;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.TransactionRunner;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import io.datasafe.tx.TxView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A façade for another library costs two small classes, and has all that transactions have. */
class FacadeIT {
    private PooledDatabase database;
    private NoteTransactions notes;

    @BeforeEach
    void open() throws SQLException {
        database = PooledDatabase.open();
        database.execute("CREATE TABLE note (body text)");
        database.execute(OnceTable.ddl("datasafe_once"));
        notes = new NoteTransactions(Transactions.of(database.pool()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theWorkSeesTheFacadesViewEverywhere() throws Exception {
        notes.run(t -> t.note("run"));
        notes.serializable().named("other").run(t -> t.savepoint(s -> s.note("savepoint")));
        assertThat(notes.attempt(t -> t.note("attempt"))).isInstanceOf(Outcome.Committed.class);
        assertThat(notes.once("note", 1, String.class).call(t -> t.note("once")))
                .isEqualTo("once");
        assertThat(notes.once("note", 1, String.class).call(t -> t.note("twice")))
                .isEqualTo("once");
        notes.transactions().run(t -> notes.run(joined -> joined.note("joined by " + t.name())));

        assertThat(database.query("SELECT body FROM note"))
                .containsExactly("run", "savepoint", "attempt", "once", "joined by transaction");
    }

    @Test
    void datasafesOwnExceptionIsTranslated() {
        assertThatExceptionOfType(NotesException.class)
                .isThrownBy(() -> notes.run(NoteTx::swallowAnError))
                .withCauseInstanceOf(SilentRollbackException.class);
        assertThat(notes.attempt(t -> {
                    t.swallowAnError();
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause()).isInstanceOf(NotesException.class));
    }

    @Test
    void whatTheWorkThrowsPassesUnchanged() {
        TransactionException inner = (TransactionException)
                catchThrowable(() -> notes.transactions().run(t -> new NoteTx(t).swallowAnError()));

        assertThat(catchThrowable(() -> notes.run(t -> {
                    throw inner;
                })))
                .isSameAs(inner);
        assertThat(catchThrowable(() -> notes.run(t -> t.runSavepoint(s -> {
                    throw inner;
                }))))
                .isSameAs(inner);
        assertThat(catchThrowable(() -> notes.once("note", 2, Void.class).run(t -> {
                    throw inner;
                })))
                .isSameAs(inner);
    }

    private static final class NoteTransactions extends TransactionRunner<NoteTx, NoteTransactions> {
        private final Transactions transactions;

        NoteTransactions(Transactions transactions) {
            super(transactions);
            this.transactions = transactions;
        }

        Transactions transactions() {
            return transactions;
        }

        @Override
        protected NoteTx view(Tx tx) {
            return new NoteTx(tx);
        }

        @Override
        protected NoteTransactions with(Transactions changed) {
            return new NoteTransactions(changed);
        }

        @Override
        protected RuntimeException translate(TransactionException failure) {
            return new NotesException(failure);
        }
    }

    private static final class NoteTx extends TxView<NoteTx> {
        NoteTx(Tx tx) {
            super(tx);
        }

        @Override
        protected NoteTx self() {
            return this;
        }

        @Override
        protected RuntimeException translate(TransactionException failure) {
            return new NotesException(failure);
        }

        String note(String body) {
            try {
                PooledDatabase.execute(connection(), "INSERT INTO note VALUES ('" + body + "')");
                return body;
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        void swallowAnError() {
            assertThat(catchThrowable(() -> PooledDatabase.execute(connection(), "SELECT 1/0")))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static final class NotesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotesException(Throwable cause) {
            super(cause);
        }
    }
}

package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.pool.HikariProxyConnection;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** JDBI on the joining data source. */
class JdbiIT {
    private final IllegalStateException failure = new IllegalStateException("of the work");
    private final List<String> told = new ArrayList<>();
    private ItemDatabase db;
    private Transactions tx;
    private Jdbi jdbi;

    @BeforeEach
    void open() {
        db = ItemDatabase.open(1);
        tx = Transactions.of(db.pool());
        jdbi = Jdbi.create(tx.dataSource());
    }

    @AfterEach
    void close() throws SQLException {
        try (ItemDatabase opened = db) {
            opened.assertClean();
        }
    }

    private static void insert(Handle handle, int id) {
        handle.execute("INSERT INTO item VALUES (?)", id);
    }

    private static List<Integer> seen(Handle handle) {
        return handle.createQuery("SELECT id FROM item ORDER BY id")
                .mapTo(Integer.class)
                .list();
    }

    @Test
    void insideAHandleIsThatTransaction() {
        tx.run(t -> {
            ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
            t.afterCommit("tell", () -> told.add("committed, of " + db.stored()));
            jdbi.useHandle(handle -> {
                insert(handle, 2);
                assertThat(seen(handle)).containsExactly(1, 2);
            });
            assertThat(ItemDatabase.ids(t.connection())).containsExactly(1, 2);
            assertThat(db.stored()).isEmpty();
            assertThat(told).isEmpty();
        });
        assertThat(told).containsExactly("committed, of [1, 2]");
    }

    @Test
    void insideItIsRolledBackWithIt() {
        assertThatThrownBy(() -> tx.run(t -> {
                    jdbi.useHandle(handle -> insert(handle, 1));
                    jdbi.useTransaction(handle -> insert(handle, 2));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void outsideItsTransactionsCommitAndRollBack() {
        jdbi.useHandle(handle -> insert(handle, 1));
        jdbi.useTransaction(handle -> insert(handle, 2));
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> {
                    insert(handle, 3);
                    throw failure;
                }))
                .isSameAs(failure);
        jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> insert(handle, 4));
        try (Handle handle = jdbi.open()) {
            handle.begin();
            insert(handle, 5);
            handle.rollback();
            handle.inTransaction(h -> h.execute("INSERT INTO item VALUES (6)"));
        }
        assertThat(db.stored()).containsExactly(1, 2, 4, 6);
    }

    @Test
    void insideItsCommitIsLeftToTheTransaction() {
        tx.run(t -> {
            jdbi.useTransaction(handle -> insert(handle, 1));
            assertThat(db.stored()).isEmpty();
            try (Handle handle = jdbi.open()) {
                handle.begin();
                insert(handle, 2);
                handle.commit();
                assertThat(db.stored()).isEmpty();
                handle.useTransaction(h -> insert(h, 3));
            }
        });
        assertThat(db.stored()).containsExactly(1, 2, 3);
    }

    @Test
    void insideATransactionThatFailsDoomsTheWholeEvenIfItIsCaught() {
        assertThatThrownBy(() -> tx.run(t -> {
                    t.afterCommit("tell", () -> told.add("committed"));
                    assertThat(catchThrowable(() -> jdbi.useTransaction(handle -> {
                                insert(handle, 1);
                                throw failure;
                            })))
                            .isSameAs(failure);
                    jdbi.useHandle(handle -> insert(handle, 2));
                }))
                .isInstanceOf(SilentRollbackException.class)
                .hasRootCauseMessage("a part that joined transaction \"transaction\" rolled back");
        assertThat(db.stored()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void insideARollbackDoomsTheWhole() {
        assertThatThrownBy(() -> tx.run(t -> {
                    try (Handle handle = jdbi.open()) {
                        handle.begin();
                        insert(handle, 1);
                        handle.rollback();
                    }
                }))
                .isInstanceOf(SilentRollbackException.class);
        assertThatThrownBy(() -> tx.run(t -> jdbi.useTransaction(handle -> {
                    insert(handle, 1);
                    handle.rollback();
                })))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void insideASavepointOfJdbiUndoesItsPart() {
        tx.run(t -> jdbi.useTransaction(handle -> {
            insert(handle, 1);
            handle.savepoint("part");
            assertThatThrownBy(() -> insert(handle, 1)).isInstanceOf(UnableToExecuteStatementException.class);
            handle.rollbackToSavepoint("part");
            insert(handle, 2);
        }));
        assertThat(db.stored()).containsExactly(1, 2);
    }

    @Test
    void insideAnotherIsolationLevelIsRefused() {
        assertThatThrownBy(() -> tx.run(
                        t -> jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> insert(handle, 1))))
                .hasStackTraceContaining("the isolation level is fixed: ask for it with isolation(..)");
        tx.serializable()
                .run(t -> jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> insert(handle, 2)));
        assertThat(db.stored()).containsExactly(2);
    }

    @Test
    void aSwallowedErrorIsStillReported() {
        assertThatThrownBy(() -> tx.run(t -> jdbi.useHandle(handle -> {
                    insert(handle, 1);
                    assertThatThrownBy(() -> insert(handle, 1))
                            .isInstanceOfSatisfying(
                                    UnableToExecuteStatementException.class,
                                    e -> assertThat(SqlState.of(e)).isEqualTo("23505"));
                })))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void aConflictThatJdbiHasWrappedIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        tx.run(t -> jdbi.useTransaction(handle -> {
            insert(handle, t.attempt());
            if (attempts.incrementAndGet() < 3) {
                handle.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
            }
        }));
        assertThat(db.stored()).containsExactly(3);
    }

    @Test
    void aHandleThatOutlivesTheTransactionIsRefused() {
        Handle handle = tx.call(t -> {
            Handle opened = jdbi.open();
            insert(opened, 1);
            return opened;
        });
        assertThatThrownBy(() -> insert(handle, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended: its scope was used after the work returned");
        assertThat(catchThrowable(handle::close)).isNull();
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void unwrapReachesEveryLayer() throws SQLException {
        tx.run(t -> jdbi.useHandle(handle -> {
            assertThat(handle.getConnection().unwrap(PgConnection.class))
                    .isSameAs(t.connection().unwrap(PgConnection.class));
            assertThat(handle.getConnection().unwrap(HikariProxyConnection.class))
                    .isSameAs(t.connection().unwrap(HikariProxyConnection.class));
        }));
    }

    @Test
    void hooksOfJdbiRunBeforeTheRealCommit() {
        tx.run(t -> {
            t.afterCommit("tell", () -> told.add("of datasafe: " + db.stored()));
            jdbi.useTransaction(handle -> {
                insert(handle, 1);
                handle.afterCommit(() -> told.add("of JDBI: " + db.stored()));
            });
        });
        assertThat(told).containsExactly("of JDBI: []", "of datasafe: [1]");
    }

    @Test
    void aTransactionThatIsLeftOpenIsReportedAndDoomsTheWhole() {
        assertThatThrownBy(() -> tx.run(t -> {
                    Handle handle = jdbi.open();
                    handle.begin();
                    insert(handle, 1);
                    assertThatThrownBy(handle::close)
                            .isInstanceOf(TransactionException.class)
                            .hasMessageContaining("Improper transaction handling");
                }))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
    }
}

package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Transactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's transactions on the joining data source: beside a transaction of datasafe, inside one, and around one. */
class SpringTransactionsIT {
    private final IllegalStateException failure = new IllegalStateException("of the work");
    private final List<String> told = new ArrayList<>();
    private ItemDatabase db;
    private Transactions tx;
    private JdbcTemplate jdbc;
    private TransactionTemplate spring;

    @BeforeEach
    void open() {
        open(1);
    }

    private void open(int poolSize) {
        db = ItemDatabase.open(poolSize);
        tx = Transactions.of(db.pool());
        jdbc = new JdbcTemplate(tx.dataSource());
        spring = new TransactionTemplate(new DataSourceTransactionManager(tx.dataSource()));
    }

    @AfterEach
    void close() throws SQLException {
        try (ItemDatabase opened = db) {
            assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
            opened.assertClean();
        }
    }

    private void insert(int id) {
        jdbc.update("INSERT INTO item VALUES (?)", id);
    }

    private TransactionTemplate with(Consumer<DefaultTransactionDefinition> settings) {
        TransactionTemplate changed = new TransactionTemplate(spring.getTransactionManager(), spring);
        settings.accept(changed);
        return changed;
    }

    @Test
    void outsideItCommitsAndRollsBack() {
        spring.executeWithoutResult(status -> {
            insert(1);
            assertThat(status.isNewTransaction()).isTrue();
        });
        assertThat(db.stored()).containsExactly(1);
        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    insert(2);
                    throw failure;
                }))
                .isSameAs(failure);
        spring.executeWithoutResult(status -> {
            insert(3);
            status.setRollbackOnly();
        });
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void outsideItsReadOnlyAndIsolationAreThePools() {
        with(t -> {
                    t.setReadOnly(true);
                    t.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
                })
                .executeWithoutResult(status -> {
                    assertThat(jdbc.queryForObject("SHOW transaction_read_only", String.class))
                            .isEqualTo("on");
                    assertThat(jdbc.queryForObject("SHOW transaction_isolation", String.class))
                            .isEqualTo("serializable");
                });
    }

    @Test
    void insideItsCommitIsLeftToTheTransaction() {
        tx.run(t -> {
            t.afterCommit("tell", () -> told.add("committed"));
            spring.executeWithoutResult(status -> insert(1));
            assertThat(db.stored()).isEmpty();
            insert(2);
            spring.executeWithoutResult(status -> insert(3));
            assertThat(told).isEmpty();
        });
        assertThat(db.stored()).containsExactly(1, 2, 3);
        assertThat(told).containsExactly("committed");
    }

    @Test
    void insideNothingOfItOutlivesTheTransaction() {
        assertThatThrownBy(() -> tx.run(t -> {
                    spring.executeWithoutResult(status -> insert(1));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void insideItsRollbackDoomsTheTransaction() {
        assertThatThrownBy(() -> tx.run(t -> {
                    t.afterCommit("tell", () -> told.add("committed"));
                    insert(1);
                    assertThat(catchThrowable(() -> spring.executeWithoutResult(status -> {
                                insert(2);
                                throw failure;
                            })))
                            .isSameAs(failure);
                    insert(3);
                }))
                .isInstanceOf(SilentRollbackException.class)
                .hasRootCauseMessage("a part that joined transaction \"transaction\" rolled back");
        assertThatThrownBy(() -> tx.run(t -> spring.executeWithoutResult(status -> {
                    insert(4);
                    status.setRollbackOnly();
                })))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void insideRequiresNewIsNotNewAndNestedIsASavepoint() {
        TransactionTemplate requiresNew =
                with(t -> t.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        TransactionTemplate nested = with(t -> t.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED));
        tx.run(t -> spring.executeWithoutResult(status -> {
            insert(1);
            requiresNew.executeWithoutResult(inner -> insert(2));
            assertThat(db.stored()).as("REQUIRES_NEW has committed nothing").isEmpty();
            assertThatThrownBy(() -> nested.executeWithoutResult(inner -> {
                        insert(3);
                        insert(1);
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            insert(4);
        }));
        assertThat(db.stored()).containsExactly(1, 2, 4);
    }

    @Test
    void insideAnotherIsolationLevelIsRefusedAndReadOnlyIsAHint() {
        TransactionTemplate serializable = with(t -> t.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE));
        assertThatThrownBy(() -> tx.run(t -> serializable.executeWithoutResult(status -> insert(1))))
                .isInstanceOf(CannotCreateTransactionException.class)
                .hasRootCauseMessage("transaction \"transaction\" is open, and the isolation level is fixed: ask for it"
                        + " with isolation(..) on the Transactions that start it");
        tx.serializable().run(t -> serializable.executeWithoutResult(status -> insert(2)));
        tx.run(t -> with(s -> s.setReadOnly(true)).executeWithoutResult(status -> insert(3)));
        assertThat(db.stored()).containsExactly(2, 3);
    }

    @Test
    void insideASwallowedErrorIsStillReported() {
        assertThatThrownBy(() -> tx.run(t -> spring.executeWithoutResult(status -> {
                    insert(1);
                    assertThatThrownBy(() -> insert(1)).isInstanceOf(DuplicateKeyException.class);
                })))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void insideSpringsOwnAfterCommitRunsBeforeTheRealCommit() {
        tx.run(t -> {
            t.afterCommit("tell", () -> told.add("of datasafe: " + db.stored()));
            spring.executeWithoutResult(status -> {
                insert(1);
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        told.add("of Spring: " + db.stored());
                    }
                });
            });
        });
        assertThat(told).containsExactly("of Spring: []", "of datasafe: [1]");
    }

    @Test
    void aroundItIsATransactionOfItsOwn() throws SQLException {
        close();
        open(2);
        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    insert(1);
                    tx.run(t -> ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (2)"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).containsExactly(2);
    }

    @Test
    void aTransactionOfSpringThatOutlivesItsOwnIsRefused() {
        PlatformTransactionManager manager = Objects.requireNonNull(spring.getTransactionManager());
        TransactionStatus[] left = new TransactionStatus[1];
        tx.run(t -> {
            left[0] = manager.getTransaction(null);
            insert(1);
        });
        assertThatThrownBy(() -> insert(2)).hasMessageContaining("has ended: its scope was used after");
        assertThatThrownBy(() -> manager.commit(left[0])).hasMessageContaining("has ended: its scope was used after");
        assertThat(db.stored()).containsExactly(1);
    }

    @Test
    void twoTransactionsInsideOneOfAnotherSpringManagerDoNotShareAConnection() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(h2));
        other.executeWithoutResult(status -> {
            tx.run(t -> insert(1));
            assertThatThrownBy(() -> tx.run(t -> insert(2)))
                    .hasMessageContaining("has ended: its scope was used after");
        });
        assertThat(db.stored()).containsExactly(1);
    }
}

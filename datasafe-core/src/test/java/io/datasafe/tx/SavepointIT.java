package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.PooledDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavepointIT {
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        tx = Transactions.of(db.pool());
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepsAPartThatSucceeds() throws SQLException {
        int result = tx.call(t -> t.savepoint(s -> {
            execute(s.connection(), "INSERT INTO item VALUES (1)");
            return 7;
        }));
        assertThat(result).isEqualTo(7);
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void undoesAPartThatFailsAndGoesOn() throws SQLException {
        tx.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            Throwable caught = catchThrowable(() -> t.runSavepoint(s -> {
                execute(s.connection(), "INSERT INTO item VALUES (2)");
                execute(s.connection(), "INSERT INTO item VALUES (1)");
            }));
            assertThat(caught)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
            execute(t.connection(), "INSERT INTO item VALUES (3)");
        });
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void nestsAndUndoesOnlyWhatFailed() throws SQLException {
        tx.run(t -> t.runSavepoint(outer -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            catchThrowable(() -> outer.runSavepoint(inner -> {
                execute(t.connection(), "INSERT INTO item VALUES (2)");
                throw new IOException("inner");
            }));
            execute(t.connection(), "INSERT INTO item VALUES (3)");
        }));
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsAnErrorThatThePartSwallowed(boolean driverVisible) throws SQLException {
        DataSource dataSource = driverVisible ? db.pool() : WrappingDataSource.hiding(db.pool());
        Transactions.of(dataSource).run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            assertThatThrownBy(() -> t.runSavepoint(s -> {
                        execute(s.connection(), "INSERT INTO item VALUES (2)");
                        catchThrowable(() -> execute(s.connection(), "SELECT 1/0"));
                    }))
                    .isInstanceOf(SilentRollbackException.class);
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aDoomedJoinIsUndoneWithItsSavepoint() throws SQLException {
        IOException cause = new IOException("joined");
        tx.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            // Passed on by the part: the part is undone, and what dooms the whole with it.
            assertThatThrownBy(() -> t.runSavepoint(s -> tx.run(joined -> {
                        throw cause;
                    })))
                    .isSameAs(cause);
            // Swallowed in the part: the part cannot be trusted.
            assertThatThrownBy(() -> t.runSavepoint(s -> {
                        execute(s.connection(), "INSERT INTO item VALUES (2)");
                        catchThrowable(() -> tx.run(joined -> {
                            throw cause;
                        }));
                    }))
                    .isInstanceOf(SilentRollbackException.class)
                    .hasCause(cause);
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void dropsTheHooksOfAPartThatFailed() {
        List<String> ran = new ArrayList<>();
        tx.run(t -> {
            t.afterCommit("before", () -> ran.add("before"));
            catchThrowable(() -> t.runSavepoint(s -> {
                s.afterCommit("dropped", () -> ran.add("dropped"));
                throw new IOException();
            }));
            t.runSavepoint(s -> s.afterCommit("kept", () -> ran.add("kept")));
        });
        assertThat(ran).containsExactly("before", "kept");
    }

    @Test
    void aPartThatCannotBeUndoneIsNotCommitted() throws SQLException {
        for (Throwable thrown :
                List.of(new SQLException("by a wrapper"), new IllegalStateException("too"), new StackOverflowError())) {
            DataSource sabotaged = WrappingDataSource.mischievous(db.pool(), method -> {
                if (method.equals("createStatement") && inRollBackOfSavepoint()) {
                    throw thrown;
                }
            });
            IOException undo = new IOException("undo");
            Throwable caught = catchThrowable(() -> Transactions.of(sabotaged).run(t -> {
                assertThatThrownBy(() -> t.runSavepoint(s -> {
                            execute(s.connection(), "INSERT INTO item VALUES (1)");
                            throw undo;
                        }))
                        .isSameAs(undo)
                        .hasSuppressedException(thrown);
            }));
            assertThat(caught).isInstanceOf(SilentRollbackException.class).hasCause(undo);
            assertThat(db.query("SELECT id FROM item")).isEmpty();
        }
    }

    @Test
    void undoesAPartThroughADriverThatDescribesStatementsFirst() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(db.database().jdbcUrl());
        config.setUsername(PooledDatabase.cluster().primary().user());
        config.setPassword(PooledDatabase.cluster().primary().password());
        config.addDataSourceProperty("prepareThreshold", "-1");
        try (HikariDataSource describing = new HikariDataSource(config)) {
            Transactions.of(describing).run(t -> {
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                assertThatThrownBy(() -> t.runSavepoint(s -> execute(s.connection(), "INSERT INTO item VALUES (1)")))
                        .hasNoSuppressedExceptions();
                execute(t.connection(), "INSERT INTO item VALUES (2)");
            });
        }
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aSavepointAfterASwallowedErrorSaysSo() {
        assertThatThrownBy(() -> tx.run(t -> {
                    catchThrowable(() -> execute(t.connection(), "SELECT 1/0"));
                    t.runSavepoint(s -> {});
                }))
                .isInstanceOf(SilentRollbackException.class);
    }

    @Test
    void theSessionsDeathReachesTheCaller() throws SQLException {
        assertThatThrownBy(() -> tx.run(t -> t.runSavepoint(s -> {
                    execute(s.connection(), "INSERT INTO item VALUES (1)");
                    terminate(s.connection());
                    execute(s.connection(), "SELECT 1");
                })))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("57P01", "08006"));
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @Test
    void saysThatASavepointCouldNotBeSetOrReleased() {
        assertThatThrownBy(() -> tx.named("pay").run(t -> {
                    terminate(t.connection());
                    t.runSavepoint(s -> {});
                }))
                .isInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" could not set a savepoint");
        assertThatThrownBy(() -> tx.named("pay").run(t -> t.runSavepoint(s -> terminate(s.connection()))))
                .isInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" could not release a savepoint");
    }

    private static boolean inRollBackOfSavepoint() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> f.getClassName().equals("io.datasafe.internal.tx.Savepoints")
                        && f.getMethodName().equals("rollBack")));
    }

    @Test
    void aConflictCannotBeTolerated() throws SQLException {
        List<Integer> attempts = new ArrayList<>();
        tx.run(t -> {
            attempts.add(t.attempt());
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            catchThrowable(() -> t.runSavepoint(s -> {
                if (s.attempt() == 1) {
                    throw new IOException(new SQLException("conflict", "40001"));
                }
                execute(s.connection(), "INSERT INTO item VALUES (2)");
            }));
        });
        assertThat(attempts).containsExactly(1, 2);
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aConflictCaughtWithinAPartThatFailsOtherwiseIsNotForgotten() throws SQLException {
        List<Integer> attempts = new ArrayList<>();
        tx.run(t -> {
            attempts.add(t.attempt());
            catchThrowable(() -> t.runSavepoint(outer -> {
                catchThrowable(() -> outer.runSavepoint(inner -> {
                    if (inner.attempt() == 1) {
                        throw new SQLException("conflict", "40001");
                    }
                }));
                if (outer.attempt() == 1) {
                    throw new IOException("because the inner part is missing");
                }
                execute(outer.connection(), "INSERT INTO item VALUES (1)");
            }));
        });
        assertThat(attempts).containsExactly(1, 2);
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    private void terminate(Connection connection) throws SQLException {
        String pid = PooledDatabase.query(connection, "SELECT pg_backend_pid()").get(0);
        db.execute("SELECT pg_terminate_backend(" + pid + ", 5000)");
    }

    @Test
    void whatDoomedTheWholeBeforeAPartIsNotUndoneWithIt() throws SQLException {
        IllegalStateException cause = new IllegalStateException("half done");
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            catchThrowable(() -> tx.run(joined -> {
                throw cause;
            }));
            catchThrowable(() -> t.runSavepoint(s -> {
                throw new IOException("the part's own");
            }));
        }));
        assertThat(caught).isInstanceOf(SilentRollbackException.class).hasCause(cause);
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }
}

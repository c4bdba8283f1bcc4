package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.pool.HikariProxyConnection;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.Guard;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.TransactionEvent.GuardHit;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** Spring's {@code JdbcTemplate} on the joining data source. */
class JdbcTemplateIT {
    private final List<String> told = new ArrayList<>();
    private ItemDatabase db;
    private Transactions tx;
    private JdbcTemplate jdbc;

    @BeforeEach
    void open() {
        db = ItemDatabase.open(1);
        tx = Transactions.of(db.pool());
        jdbc = new JdbcTemplate(tx.dataSource());
    }

    @AfterEach
    void close() throws SQLException {
        try (ItemDatabase opened = db) {
            opened.assertClean();
        }
    }

    private void insert(int id) {
        jdbc.update("INSERT INTO item VALUES (?)", id);
    }

    private List<Integer> seen() {
        return jdbc.queryForList("SELECT id FROM item ORDER BY id", Integer.class);
    }

    @Test
    void insideItIsThatTransaction() {
        tx.run(t -> {
            ItemDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
            t.afterCommit("tell", () -> told.add("committed, of " + db.stored()));
            insert(2);
            assertThat(seen()).containsExactly(1, 2);
            assertThat(ItemDatabase.ids(t.connection())).containsExactly(1, 2);
            assertThat(db.stored()).as("what others see").isEmpty();
            assertThat(told).isEmpty();
        });
        assertThat(told).containsExactly("committed, of [1, 2]");
    }

    @Test
    void itIsRolledBackWithIt() {
        IllegalStateException failure = new IllegalStateException("of the work");
        assertThatThrownBy(() -> tx.run(t -> {
                    t.afterCommit("tell", () -> told.add("committed"));
                    t.afterRollback("tell", () -> told.add("rolled back"));
                    insert(1);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(db.stored()).isEmpty();
        assertThat(told).containsExactly("rolled back");
    }

    @Test
    void aSavepointUndoesItsPart() {
        tx.run(t -> {
            insert(1);
            assertThatThrownBy(() -> t.runSavepoint(s -> {
                        insert(2);
                        insert(1);
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            insert(3);
        });
        assertThat(db.stored()).containsExactly(1, 3);
    }

    @Test
    void outsideItIsThePool() {
        insert(1);
        assertThat(db.stored()).containsExactly(1);
        assertThat(seen()).containsExactly(1);
        assertThatThrownBy(() -> insert(1)).isInstanceOf(DuplicateKeyException.class);
        assertThat(Objects.<Boolean>requireNonNull(
                        jdbc.execute((ConnectionCallback<Boolean>) Connection::getAutoCommit)))
                .isTrue();
    }

    @Test
    void jdbcClientAndStreamsAndBatchesJoinToo() {
        JdbcClient client = JdbcClient.create(tx.dataSource());
        tx.run(t -> {
            jdbc.batchUpdate("INSERT INTO item VALUES (?)", List.of(new Object[] {1}, new Object[] {2}));
            client.sql("INSERT INTO item VALUES (:id)").param("id", 3).update();
            try (var rows = jdbc.queryForStream("SELECT id FROM item ORDER BY id", (row, n) -> row.getInt(1))) {
                assertThat(rows).containsExactly(1, 2, 3);
            }
            assertThat(db.stored()).isEmpty();
        });
        assertThat(db.stored()).containsExactly(1, 2, 3);
    }

    @Test
    void aSwallowedErrorIsStillReported() {
        assertThatThrownBy(() -> tx.run(t -> {
                    t.afterCommit("tell", () -> told.add("committed"));
                    insert(1);
                    assertThatThrownBy(() -> insert(1)).isInstanceOf(DuplicateKeyException.class);
                }))
                .isInstanceOf(SilentRollbackException.class);
        assertThat(db.stored()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void exceptionsOfSpringReachTheCallerWithTheirSqlState() {
        assertThatThrownBy(() -> tx.run(t -> {
                    insert(1);
                    insert(1);
                }))
                .isInstanceOfSatisfying(
                        DuplicateKeyException.class,
                        e -> assertThat(SqlState.of(e)).isEqualTo("23505"));
        assertThatThrownBy(() -> tx.run(t -> jdbc.execute("SELEKT")))
                .isInstanceOfSatisfying(
                        BadSqlGrammarException.class,
                        e -> assertThat(SqlState.of(e)).isEqualTo("42601"));
    }

    @Test
    void whatCommitRefusesCanBeTranslatedToo() throws SQLException {
        db.execute("CREATE TABLE part (item int REFERENCES item DEFERRABLE INITIALLY DEFERRED)");
        assertThatThrownBy(() -> tx.run(t -> jdbc.update("INSERT INTO part VALUES (7)")))
                .isInstanceOfSatisfying(TransactionException.class, e -> {
                    assertThat(e.sqlState()).isEqualTo("23503");
                    assertThat(new SQLStateSQLExceptionTranslator()
                                    .translate("COMMIT", null, (SQLException) e.getCause()))
                            .isInstanceOf(DataIntegrityViolationException.class)
                            .hasCause(e.getCause());
                });
    }

    @Test
    void aConflictThatSpringHasWrappedIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        tx.run(t -> {
            insert(t.attempt());
            if (attempts.incrementAndGet() < 3) {
                jdbc.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
            }
        });
        assertThat(attempts).hasValue(3);
        assertThat(db.stored()).containsExactly(3);
        assertThatThrownBy(() -> jdbc.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))
                .isInstanceOf(ConcurrencyFailureException.class);
    }

    @Test
    void commitAsSqlIsRefused() {
        List<Guard> hits = new ArrayList<>();
        Transactions heard = Transactions.on(db.pool())
                .listener(e -> {
                    if (e instanceof GuardHit hit) {
                        hits.add(hit.guard());
                    }
                })
                .build();
        assertThatThrownBy(() -> heard.run(t -> {
                    insert(1);
                    jdbc.execute("COMMIT");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("return from the work to commit");
        assertThat(hits).containsExactly(Guard.OWN_COMMIT);
        assertThat(db.stored()).isEmpty();
    }

    @Test
    void unwrapReachesEveryLayer() throws SQLException {
        tx.run(t -> {
            jdbc.execute((ConnectionCallback<Void>) c -> {
                CopyManager copies = c.unwrap(PgConnection.class).getCopyAPI();
                CopyIn copy = copies.copyIn("COPY item FROM STDIN");
                byte[] rows = "1\n2\n".getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(rows, 0, rows.length);
                assertThat(copy.endCopy()).isEqualTo(2);
                assertThat(c.unwrap(HikariProxyConnection.class))
                        .isSameAs(t.connection().unwrap(HikariProxyConnection.class));
                assertThat(c.isWrapperFor(PgConnection.class)).isTrue();
                assertThat(c.isWrapperFor(HikariProxyConnection.class)).isTrue();
                return null;
            });
            assertThat(seen()).containsExactly(1, 2);
            assertThat(db.stored()).isEmpty();
        });
        assertThat(db.stored()).containsExactly(1, 2);
        assertThat(jdbc.<PgConnection>execute((ConnectionCallback<PgConnection>) c -> c.unwrap(PgConnection.class)))
                .isNotNull();
    }
}

package io.datasafe.benchmarks.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What datasafe and its peers say and do after the faults that README compares. */
class PeersIT {
    private static EmbeddedCluster cluster;

    private final List<String> hooks = new ArrayList<>();
    private Database database;
    private FaultProxy proxy;
    private HikariDataSource pool;
    private Peers peers;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open() throws SQLException {
        database = cluster.freshDatabase();
        proxy = FaultProxy.start(cluster.primary().host(), cluster.primary().port());
        HikariConfig config = new HikariConfig();
        config.setDataSource(proxy.dataSource(
                database.name(), cluster.primary().user(), cluster.primary().password()));
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        peers = new Peers(pool);
        try (Connection connection = database.dataSource().getConnection()) {
            execute(connection, "CREATE TABLE item (id int PRIMARY KEY)");
            execute(connection, "CREATE TABLE payment (cents int)");
        }
    }

    @AfterEach
    void close() {
        pool.close();
        proxy.close();
        database.close();
    }

    /** A way to insert two rows in one transaction, with a hook where the library has one. */
    enum Peer {
        DATASAFE {
            @Override
            void insert(PeersIT test, Work work) throws SQLException {
                insertWith(test.peers.datasafe, test, work);
            }
        },
        DATASAFE_RESOLVABLE {
            @Override
            void insert(PeersIT test, Work work) throws SQLException {
                insertWith(test.peers.datasafeResolvable, test, work);
            }
        },
        SPRING {
            @Override
            void insert(PeersIT test, Work work) {
                test.peers.spring.executeWithoutResult(status -> {
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            test.hooks.add("told");
                        }
                    });
                    work.unchecked(DataSourceUtils.getConnection(test.pool));
                });
            }
        },
        JOOQ {
            @Override
            void insert(PeersIT test, Work work) {
                test.peers.jooq.transaction(c -> c.dsl().connection(work::on));
            }
        },
        JDBI {
            @Override
            void insert(PeersIT test, Work work) throws SQLException {
                test.peers.jdbi.useTransaction(handle -> {
                    handle.afterCommit(() -> test.hooks.add("told"));
                    work.on(handle.getConnection());
                });
            }
        };

        abstract void insert(PeersIT test, Work work) throws SQLException;

        boolean isOurs() {
            return this == DATASAFE || this == DATASAFE_RESOLVABLE;
        }

        static void insertWith(Transactions datasafe, PeersIT test, Work work) throws SQLException {
            datasafe.run(t -> {
                t.afterCommit("told", () -> test.hooks.add("told"));
                work.on(t.connection());
            });
        }
    }

    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;

        default void unchecked(Connection connection) {
            try {
                on(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void afterASwallowedErrorNothingIsStoredAndOnlyDatasafeSaysSo(Peer peer) throws SQLException {
        Throwable thrown = catchThrowable(() -> peer.insert(this, connection -> {
            execute(connection, "INSERT INTO item VALUES (1)");
            catchThrowable(() -> execute(connection, "INSERT INTO item VALUES (1)"));
        }));

        assertThat(stored("item")).isZero();
        if (peer.isOurs()) {
            assertThat(thrown).isInstanceOf(SilentRollbackException.class);
            assertThat(hooks).isEmpty();
        } else {
            assertThat(thrown).as("%s reports a success", peer).isNull();
            assertThat(hooks).hasSize(peer == Peer.JOOQ ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void afterALostCommitReplyTheRowIsThereAndOnlyDatasafeSaysUnknownOrFindsOut(Peer peer) throws SQLException {
        proxy.on(Trigger.commitReply()).cut();
        Throwable thrown = insert(peer, 1);

        assertThat(stored("item")).isOne();
        if (peer == Peer.DATASAFE_RESOLVABLE) {
            assertThat(thrown).isNull();
            assertThat(hooks).containsExactly("told");
        } else {
            assertThat(thrown).isNotNull();
            assertThat(hooks).isEmpty();
            assertThat(thrown instanceof CommitUnknownException).isEqualTo(peer == Peer.DATASAFE);
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void afterALostCommitNothingIsStoredAndOnlyAResolvableTransactionIsRunAgain(Peer peer) throws SQLException {
        proxy.on(Trigger.commitSent()).cut();
        Throwable thrown = insert(peer, 1);

        if (peer == Peer.DATASAFE_RESOLVABLE) {
            assertThat(thrown).isNull();
            assertThat(stored("item")).isOne();
            assertThat(hooks).containsExactly("told");
        } else {
            assertThat(thrown).isNotNull();
            assertThat(stored("item")).isZero();
            assertThat(hooks).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            names = {"SPRING", "JOOQ", "JDBI"})
    void whatPeersThrowDoesNotTellWhetherTheRowIsThere(Peer peer) throws SQLException {
        proxy.on(Trigger.commitSent()).cut();
        Throwable notStored = insert(peer, 1);
        proxy.on(Trigger.commitReply()).cut();
        Throwable stored = insert(peer, 2);

        assertThat(stored("item")).isOne();
        assertThat(stored).hasSameClassAs(notStored).hasMessage(notStored.getMessage());
        assertThat(SqlState.of(stored)).isEqualTo(SqlState.of(notStored));
    }

    @Test
    void aRetryThatDoesNotKnowStoresTwiceWhereDatasafeStoresOnce() throws Exception {
        RetryTemplate retry = new RetryTemplate(
                RetryPolicy.builder().delay(Duration.ofMillis(1)).build());
        Work pay = connection -> execute(connection, "INSERT INTO payment VALUES (100)");

        proxy.on(Trigger.commitReply()).cut();
        retry.execute(() -> {
            Peer.SPRING.insert(this, pay);
            return true;
        });
        assertThat(stored("payment")).isEqualTo(2);

        proxy.on(Trigger.commitReply()).cut();
        Peer.DATASAFE_RESOLVABLE.insert(this, pay);
        assertThat(stored("payment")).isEqualTo(2 + 1);
    }

    private Throwable insert(Peer peer, int id) {
        return catchThrowable(
                () -> peer.insert(this, connection -> execute(connection, "INSERT INTO item VALUES (" + id + ")")));
    }

    private int stored(String table) {
        return DSL.using(database.dataSource(), SQLDialect.POSTGRES).fetchCount(DSL.table(table));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

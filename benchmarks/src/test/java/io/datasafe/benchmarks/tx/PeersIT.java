package io.datasafe.benchmarks.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.SilentRollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What datasafe and its peers say after the two faults that README compares. */
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
                test.peers.datasafe.run(t -> {
                    t.afterCommit("told", () -> test.hooks.add("told"));
                    work.on(t.connection());
                });
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

        assertThat(stored()).isZero();
        if (peer == Peer.DATASAFE) {
            assertThat(thrown).isInstanceOf(SilentRollbackException.class);
            assertThat(hooks).isEmpty();
        } else {
            assertThat(thrown).as("%s reports a success", peer).isNull();
            assertThat(hooks).hasSize(peer == Peer.JOOQ ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void afterALostCommitReplyTheRowIsThereAndOnlyDatasafeSaysUnknown(Peer peer) throws SQLException {
        proxy.on(Trigger.commitReply()).cut();
        Throwable thrown = catchThrowable(
                () -> peer.insert(this, connection -> execute(connection, "INSERT INTO item VALUES (1)")));

        assertThat(stored()).isOne();
        assertThat(hooks).isEmpty();
        assertThat(thrown).isNotNull();
        assertThat(thrown instanceof CommitUnknownException).isEqualTo(peer == Peer.DATASAFE);
    }

    private int stored() {
        return DSL.using(database.dataSource(), SQLDialect.POSTGRES).fetchCount(DSL.table("item"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

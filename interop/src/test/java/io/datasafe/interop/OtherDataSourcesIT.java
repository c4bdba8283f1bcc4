package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.tx.Outcome;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Data sources that lead elsewhere, nowhere, or are half configured. */
class OtherDataSourcesIT {
    private static DataSource h2(String options) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + options);
        return h2;
    }

    private static HikariDataSource pooled(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop;MODE=PostgreSQL"})
    void anotherDatabaseIsNamedAtTheFirstCallAndItsConnectionGoesBackClean(String options) throws SQLException {
        try (HikariDataSource pool = pooled(h2(options))) {
            Transactions tx = Transactions.of(pool).named("pay");
            AtomicInteger runs = new AtomicInteger();
            for (Transactions each : List.of(
                    tx,
                    tx.readOnly(),
                    tx.serializable(),
                    tx.resolvable(),
                    tx.tenant("acme").timeouts(Timeouts.none().lock(Duration.ofSeconds(1))),
                    tx.deadline(Duration.ofMinutes(1)))) {
                assertThatThrownBy(() -> each.run(t -> runs.incrementAndGet()))
                        .isInstanceOf(TransactionException.class)
                        .hasMessage("transaction \"pay\" could not begin: its data source leads to H2, must lead to"
                                + " PostgreSQL");
            }
            Outcome<Integer> outcome = tx.attempt(t -> runs.incrementAndGet());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.RolledBack.class,
                            o -> assertThat(o.cause()).hasMessageContaining("leads to H2, must lead to PostgreSQL"));
            assertThat(runs).hasValue(0);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    @Test
    void outsideATransactionAnotherDatabaseIsServedAsItIs() {
        try (HikariDataSource pool = pooled(h2(""))) {
            JdbcTemplate jdbc = new JdbcTemplate(Transactions.of(pool).dataSource());
            assertThat(jdbc.queryForObject("SELECT H2VERSION()", String.class)).isNotBlank();
        }
    }

    @Test
    void aPoolWithoutAutocommitIsServedAndStaysSo() throws SQLException {
        try (ItemDatabase db = ItemDatabase.open(config -> {
            config.setAutoCommit(false);
            config.setMaximumPoolSize(1);
        })) {
            Transactions tx = Transactions.of(db.pool());
            JdbcTemplate jdbc = new JdbcTemplate(tx.dataSource());
            TransactionTemplate spring = new TransactionTemplate(new DataSourceTransactionManager(tx.dataSource()));
            tx.run(t -> {
                jdbc.update("INSERT INTO item VALUES (1)");
                spring.executeWithoutResult(status -> jdbc.update("INSERT INTO item VALUES (2)"));
                try (Connection joined = tx.dataSource().getConnection()) {
                    assertThat(joined.getAutoCommit()).isFalse();
                }
            });
            spring.executeWithoutResult(status -> jdbc.update("INSERT INTO item VALUES (3)"));
            jdbc.update("INSERT INTO item VALUES (4)");
            assertThat(db.stored())
                    .as("the pool rolls back what nobody commits")
                    .containsExactly(1, 2, 3);
            db.assertClean();
        }
    }

    @Test
    void noDataSourceIsNoTransactions() {
        assertThatNullPointerException().isThrownBy(() -> Transactions.of(null)).withMessage("dataSource");
        assertThatNullPointerException().isThrownBy(() -> Transactions.guarded(null));
    }

    @Test
    void aHalfConfiguredDataSourceIsNamedByItsOwnWords() {
        try (HikariDataSource empty = new HikariDataSource()) {
            for (DataSource half : List.of(
                    empty,
                    new DriverManagerDataSource(),
                    new SimpleDriverDataSource(),
                    new DelegatingDataSource(),
                    new LazyConnectionDataSourceProxy(),
                    new JdbcDataSource())) {
                assertThatThrownBy(() -> Transactions.of(half).named("pay").run(t -> {}))
                        .as(half.getClass().getName())
                        .isInstanceOf(TransactionException.class)
                        .hasMessageStartingWith("transaction \"pay\" got no connection from its data source")
                        .hasCauseInstanceOf(Exception.class);
            }
        }
    }

    @Test
    void aDataSourceThatGivesNothingIsNamed() {
        DataSource nothing = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                return null;
            }

            @Override
            public Connection getConnection(String user, String password) {
                return null;
            }
        };
        assertThatThrownBy(() -> Transactions.of(nothing).run(t -> {}))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("returned null, must return a connection");
    }

    @Test
    void aLazyProxyOfSpringBelowIsServed() throws SQLException {
        try (ItemDatabase db = ItemDatabase.open(1)) {
            Transactions tx = Transactions.of(new LazyConnectionDataSourceProxy(db.pool()));
            JdbcTemplate jdbc = new JdbcTemplate(tx.dataSource());
            tx.serializable().run(t -> {
                jdbc.update("INSERT INTO item VALUES (1)");
                assertThat(jdbc.queryForObject("SHOW transaction_isolation", String.class))
                        .isEqualTo("serializable");
            });
            tx.readOnly()
                    .run(t -> assertThat(jdbc.queryForObject("SHOW transaction_read_only", String.class))
                            .isEqualTo("on"));
            assertThat(db.stored()).containsExactly(1);
            db.assertClean();
        }
    }

    @Test
    void connectionsOfSpringsTransactionsAreRefused() {
        for (DataSource shared :
                List.of(new TransactionAwareDataSourceProxy(h2("")), new TransactionAwareDataSourceProxy(h2("")) {})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transactions.of(shared))
                    .withMessage("dataSource is a org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy,"
                            + " whose connections belong to Spring's transactions, must be the pool: hand over its"
                            + " getTargetDataSource()");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transactions.of(Transactions.guarded(new TransactionAwareDataSourceProxy(h2("")))));
    }
}

package io.datasafe.benchmarks.tx;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.Transactions;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * datasafe and its peers on one data source, each made once and with its defaults, as its documentation shows it.
 *
 * @since 0.1
 */
public final class Peers {
    /** What bare JDBC code uses. */
    public final DataSource dataSource;

    /** datasafe for JDBC. */
    public final Transactions datasafe;

    /** The same at SERIALIZABLE. */
    public final Transactions datasafeSerializable;

    /**
     * The same at SERIALIZABLE with a statement timeout and a lock timeout, and resolvable; the tenant is each call's.
     */
    public final Transactions datasafeSafe;

    /** datasafe that finds out what became of a lost COMMIT, and nothing else that is not the default. */
    public final Transactions datasafeResolvable;

    /** datasafe for jOOQ. */
    public final JooqTransactions datasafeJooq;

    /** The same at SERIALIZABLE. */
    public final JooqTransactions datasafeJooqSerializable;

    /** Spring's template over its transaction manager for JDBC. */
    public final TransactionTemplate spring;

    /** The same at SERIALIZABLE. */
    public final TransactionTemplate springSerializable;

    /** jOOQ with its own transactions. */
    public final DSLContext jooq;

    /** JDBI. */
    public final Jdbi jdbi;

    /**
     * Makes each of them.
     *
     * @param dataSource where all take their connections
     */
    public Peers(DataSource dataSource) {
        this.dataSource = dataSource;
        datasafe = Transactions.of(dataSource);
        datasafeSerializable = datasafe.serializable();
        datasafeSafe = datasafeSerializable
                .timeouts(Timeouts.none().statement(Duration.ofSeconds(5)).lock(Duration.ofSeconds(1)))
                .resolvable();
        datasafeResolvable = datasafe.resolvable();
        datasafeJooq = JooqTransactions.of(datasafe);
        datasafeJooqSerializable = datasafeJooq.serializable();
        DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
        spring = new TransactionTemplate(manager);
        springSerializable = new TransactionTemplate(manager);
        springSerializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
        jdbi = Jdbi.create(dataSource);
    }
}

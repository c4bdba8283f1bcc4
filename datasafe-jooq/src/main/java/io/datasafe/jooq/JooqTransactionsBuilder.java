package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;

/**
 * Configures {@link JooqTransactions}. Not thread-safe; what it builds is.
 *
 * @since 0.1
 */
public final class JooqTransactionsBuilder {
    /** jOOQ's own key: in the configuration that the work of a {@code transaction(..)} gets. */
    private static final String RUNNING = "org.jooq.transaction-context";

    private final Transactions transactions;
    private Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES);

    JooqTransactionsBuilder(Transactions transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
    }

    /**
     * Takes over settings, listeners, converters, executors and mappers from a configuration, such as that of a {@code
     * DSLContext} that you have; it is copied, and its connections and transactions are replaced. Default: jOOQ's
     * defaults with the dialect POSTGRES.
     *
     * @param configuration a configuration of the POSTGRES family
     * @return this builder
     * @throws IllegalArgumentException if its dialect is of another family; if it is the one that the work of a {@code
     *     transaction(..)} got
     */
    public JooqTransactionsBuilder configuration(Configuration configuration) {
        SQLDialect dialect = configuration.dialect();
        if (dialect.family() != SQLDialect.POSTGRES) {
            throw new IllegalArgumentException("configuration has the dialect " + dialect
                    + ", must be of the family POSTGRES: set(SQLDialect.POSTGRES)");
        }
        if (configuration.data(RUNNING) != null) {
            throw new IllegalArgumentException(
                    "configuration belongs to a transaction that jOOQ has open, whose connection"
                            + " it would keep: take the one outside of transaction(..)");
        }
        this.configuration = configuration;
        return this;
    }

    /** {@return transactions with this configuration} */
    public JooqTransactions build() {
        return new JooqTransactions(transactions, new Contexts(configuration, transactions));
    }
}

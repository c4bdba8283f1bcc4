package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;

/**
 * Configures {@link JooqTransactions}. Not thread-safe; what it builds is.
 *
 * @since 0.1
 */
public final class JooqTransactionsBuilder {
    private final Transactions transactions;
    private Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES);

    JooqTransactionsBuilder(Transactions transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
    }

    /**
     * Takes over settings, listeners, converters and mappers from a configuration; it is copied, and its connections and transactions are
     * replaced. Default: jOOQ's defaults with the dialect POSTGRES.
     *
     * @param configuration a configuration of the POSTGRES family
     * @return this builder
     * @throws IllegalArgumentException if its dialect is of another family
     */
    public JooqTransactionsBuilder configuration(Configuration configuration) {
        SQLDialect dialect = configuration.dialect();
        if (dialect.family() != SQLDialect.POSTGRES) {
            throw new IllegalArgumentException("configuration has the dialect " + dialect
                    + ", must be of the family POSTGRES: set(SQLDialect.POSTGRES)");
        }
        this.configuration = configuration;
        return this;
    }

    /** {@return transactions with this configuration} */
    public JooqTransactions build() {
        ExecuteListenerProvider[] given = configuration.executeListenerProviders();
        ExecuteListenerProvider[] listeners = new ExecuteListenerProvider[given.length + 1];
        System.arraycopy(given, 0, listeners, 0, given.length);
        listeners[given.length] = new DefaultExecuteListenerProvider(new FirstFailureListener(transactions));
        Configuration base = configuration
                .derive(new JoinedConnectionProvider(transactions))
                .derive(new NoTransactionProvider())
                .derive(listeners);
        return new JooqTransactions(transactions, base);
    }
}

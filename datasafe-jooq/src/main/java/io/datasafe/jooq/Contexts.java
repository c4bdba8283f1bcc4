package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.util.Arrays;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.TransactionListenerProvider;
import org.jooq.impl.DSL;

/** Makes the contexts of all transactions that are derived from each other. */
final class Contexts {
    private final Configuration base;

    Contexts(Configuration given, Transactions transactions) {
        this.base = given.derive();
        FirstFailureListener.addTo(base, transactions);
        WatchedWrites.in(base);
        base.set(Arrays.stream(given.transactionListenerProviders())
                .map(listener -> (TransactionListenerProvider) () -> new RollbackShield(listener.provide()))
                .toArray(TransactionListenerProvider[]::new));
    }

    /** Joins whatever transaction the thread has. */
    DSLContext joined(Transactions transactions) {
        Configuration configuration = base.derive();
        configuration.set(new JoinedExecutorProvider(transactions, base.executorProvider()));
        configuration.set(new JoinedTransactionProvider(transactions));
        return DSL.using(configuration);
    }

    /** Runs in one transaction and nowhere else. */
    DSLContext tied(Tx tx, Transactions transactions) {
        Configuration configuration = base.derive();
        tie(configuration, tx, transactions);
        return DSL.using(configuration);
    }

    static void tie(Configuration configuration, Tx tx, Transactions transactions) {
        // In this order: a provider that brings its own connections, as the joined one does, refuses others.
        configuration.set(new TiedTransactionProvider(tx, transactions));
        configuration.set(new TiedConnectionProvider(tx));
    }
}

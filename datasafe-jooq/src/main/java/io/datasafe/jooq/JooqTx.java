package io.datasafe.jooq;

import io.datasafe.load.LoadScope;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import io.datasafe.tx.TxView;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction with a {@link DSLContext}, as the work inside it sees it. Belongs to the thread that runs the
 * work, and ends when the work returns: statements of its {@code dsl()} then throw {@link IllegalStateException}, and
 * on other threads they always do.
 *
 * @since 0.1
 */
public final class JooqTx extends TxView<JooqTx> {
    private final Contexts contexts;
    private final Transactions transactions;
    private @Nullable DSLContext dsl;
    private @Nullable LoadScope loads;

    JooqTx(Tx tx, Contexts contexts, Transactions transactions) {
        super(tx);
        this.contexts = contexts;
        this.transactions = transactions;
    }

    /**
     * Returns the jOOQ entry point whose statements run in this transaction, and nowhere else. Its {@code
     * transaction(..)} is a savepoint: see {@link JooqTransactions#transactionProvider}.
     *
     * @return the {@code DSLContext}; the same each time
     */
    public DSLContext dsl() {
        DSLContext context = dsl;
        if (context == null) {
            context = contexts.tied(tx(), transactions);
            dsl = context;
        }
        return context;
    }

    /**
     * Returns the load scope of this part of the transaction. It reads through {@link #dsl}, forgets what is written
     * through it and what a savepoint undoes, and ends with the transaction. It has the transaction's name.
     *
     * @return the scope; the same each time
     */
    public LoadScope loads() {
        LoadScope scope = loads;
        if (scope == null) {
            scope = LoadScope.on(tx()).resource(DSLContext.class, this::dsl).open();
            loads = scope;
        }
        return scope;
    }

    @Override
    protected JooqTx self() {
        return this;
    }

    @Override
    protected RuntimeException translate(TransactionException failure) {
        return Translation.of(failure);
    }
}

package io.datasafe.jooq;

import io.datasafe.internal.scope.OpenTransaction;
import io.datasafe.internal.scope.TransactionSource;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.Transaction;
import org.jooq.TransactionContext;
import org.jooq.exception.DataAccessException;

/** What jOOQ's {@code transaction(..)} has begun: a transaction of datasafe, or a savepoint in one. */
record Demarcation(OpenTransaction open) implements Transaction {

    /** The configuration that the work gets is tied to the transaction, and ends with it. */
    static void begin(TransactionContext ctx, Transactions transactions) {
        Transactions asked = RequestedProperties.applied(ctx, transactions);
        try {
            ctx.transaction(new Demarcation(((TransactionSource) asked.dataSource()).begin()));
        } catch (TransactionException e) {
            throw Translation.of(e);
        }
        Configuration configuration = ctx.configuration();
        Contexts.tie(configuration, asked.current().orElseThrow(), transactions);
        FirstFailureListener.addTo(configuration, transactions);
    }

    static void commit(TransactionContext ctx) {
        try {
            ((Demarcation) Objects.requireNonNull(ctx.transaction())).open.commit();
        } catch (TransactionException e) {
            throw Translation.of(e);
        }
    }

    /** jOOQ calls it also where begin or commit has failed: then there is nothing to be done. */
    static void rollBack(TransactionContext ctx) {
        if (ctx.transaction() instanceof Demarcation begun) {
            begun.open.rollBack(Objects.requireNonNullElseGet(
                    ctx.causeThrowable(), () -> new DataAccessException("jOOQ rolled back without a cause")));
        }
    }
}

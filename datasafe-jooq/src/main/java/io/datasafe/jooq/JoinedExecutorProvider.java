package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import java.util.concurrent.Executor;
import org.jooq.ExecutorProvider;

/** Refuses to run asynchronously inside a transaction what would then run outside of it, on another thread. */
record JoinedExecutorProvider(Transactions transactions, ExecutorProvider given) implements ExecutorProvider {
    @Override
    public Executor provide() {
        transactions.current().ifPresent(t -> {
            throw new IllegalStateException("an asynchronous method of jOOQ was called inside transaction \"" + t.name()
                    + "\", and would run on another thread and outside of the transaction: call the method without"
                    + " Async to stay inside, or give it an executor to go outside on purpose");
        });
        return given.provide();
    }
}

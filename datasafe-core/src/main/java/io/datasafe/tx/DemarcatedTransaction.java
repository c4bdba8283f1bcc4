package io.datasafe.tx;

import io.datasafe.internal.scope.OpenTransaction;

/** A transaction that two calls begin and end. Its work cannot be run again, so there is one attempt. */
final class DemarcatedTransaction implements OpenTransaction {
    private final TxScope scope;
    private boolean ended;

    private DemarcatedTransaction(TxScope scope) {
        this.scope = scope;
    }

    /** Begins one, or sets a savepoint in the one that this thread has open. */
    static OpenTransaction begin(TxOptions options) {
        TxScope open = OpenScopes.on(options.dataSource());
        if (open != null) {
            options.checkJoin(open.options());
            return new DemarcatedSavepoint(open);
        }
        options.checkStart();
        TxScope scope = TxScope.begin(options, 1);
        scope.enter();
        return new DemarcatedTransaction(scope);
    }

    @Override
    public void commit() {
        if (ended) {
            throw new IllegalStateException(scope.options().title() + " has ended already: it cannot be committed");
        }
        ended = true;
        scope.leave();
        try {
            scope.commit();
        } catch (Throwable failure) {
            scope.runHooks(failure);
            throw failure;
        }
        scope.options().setup().retry().budget().committed();
        scope.runHooks(null);
    }

    @Override
    public void rollBack(Throwable why) {
        if (!ended) {
            ended = true;
            scope.leave();
            scope.rollBack(why);
            scope.runHooks(why);
        }
    }
}

package io.datasafe.tx;

import io.datasafe.internal.scope.OpenTransaction;

/** A savepoint that two calls set and end. */
final class DemarcatedSavepoint implements OpenTransaction {
    private final TxScope scope;
    private final SavepointMark mark;
    private boolean ended;

    DemarcatedSavepoint(TxScope scope) {
        this.scope = scope;
        this.mark = scope.setSavepoint();
    }

    @Override
    public void commit() {
        if (ended) {
            throw new IllegalStateException("a savepoint of " + scope.options().title() + " has ended already");
        }
        scope.release(mark);
        ended = true;
    }

    @Override
    public void rollBack(Throwable why) {
        if (!ended) {
            ended = true;
            scope.undo(mark, why);
        }
    }
}

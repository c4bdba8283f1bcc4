package io.datasafe.tx;

import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong inside a transaction while its work ran, and whether that dooms it: a doomed transaction must not
 * commit.
 */
final class Doom {
    private @Nullable Throwable why;
    private @Nullable Throwable firstFailure;
    private @Nullable ForeignFailures foreign;

    /** The first reason counts. */
    void doom(Throwable reason) {
        if (why == null) {
            why = reason;
        }
    }

    /** Why it must not commit; null if it may. */
    @Nullable
    Throwable why() {
        return why;
    }

    /** A statement has failed. Later ones fail because of the first. */
    void statementFailed(Throwable failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    @Nullable
    Throwable firstFailure() {
        return firstFailure;
    }

    void addForeign(Throwable failure) {
        if (foreign == null) {
            foreign = new ForeignFailures();
        }
        foreign.add(failure);
    }

    boolean isForeign(Throwable failure) {
        return foreign != null && foreign.contain(failure);
    }

    /** The part since the savepoint is undone, or could not be. */
    void undo(SavepointMark mark, boolean undone, Throwable failure) {
        why = mark.doom() != null ? mark.doom() : intolerable(undone, failure);
        firstFailure = mark.firstFailure();
    }

    /** What no savepoint repairs: a part that is not undone, and a conflict, whether the part threw it or caught it. */
    private @Nullable Throwable intolerable(boolean undone, Throwable failure) {
        if (!undone || SqlState.isConflict(SqlState.of(failure))) {
            return failure;
        }
        return SqlState.isConflict(SqlState.of(why)) ? why : null;
    }
}

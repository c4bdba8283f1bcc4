package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/**
 * Undoes the first successful run of work, so that a test sees what a second run does: {@link
 * TransactionsBuilder#rehearse}.
 */
final class Rehearsal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Rehearsal(String message) {
        super(message);
    }

    static <T extends @Nullable Object, X extends Exception> Work<Tx, T, X> of(Work<Tx, T, X> work, TxOptions options) {
        return t -> {
            work.apply(t);
            throw new Rehearsal(
                    options.title() + " is rehearsed: what its work did is undone, and the work is run again");
        };
    }
}

package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;

/**
 * There is more to read, or to change, than was allowed. Nothing was answered: part of it would be a wrong answer.
 *
 * @since 0.1
 */
public final class RowLimitExceededException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    /**
     * Too many.
     *
     * @param message what there is too much of, and what to do
     * @param limit how many were allowed
     */
    RowLimitExceededException(String message, int limit) {
        super(message, null);
        this.limit = limit;
    }

    /** {@return how many rows were allowed} */
    public int limit() {
        return limit;
    }
}

package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;

/**
 * A call would read or change more rows than its limit allows. It returned nothing, because part of an answer would be
 * a wrong answer.
 *
 * @since 0.1
 */
public final class RowLimitExceededException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    /**
     * Makes the exception.
     *
     * @param message what there is too much of, and what to do
     * @param limit the most rows that were allowed
     */
    RowLimitExceededException(String message, int limit) {
        super(message, null);
        this.limit = limit;
    }

    /** {@return the most rows that were allowed} */
    public int limit() {
        return limit;
    }
}

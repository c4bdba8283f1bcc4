package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;

/**
 * The cost or quantity of an edge cannot be used: it is null, not a finite number, or negative where that is not
 * allowed.
 *
 * @since 0.1
 */
public final class EdgeException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final transient Object from;
    private final transient Object to;

    /**
     * Makes the exception.
     *
     * @param message what is wrong, with which edge, and what to do
     * @param from the vertex that it leaves
     * @param to the vertex that it leads to
     */
    EdgeException(String message, Object from, Object to) {
        super(message, null);
        this.from = from;
        this.to = to;
    }

    /** {@return the vertex that the edge leaves} */
    public Object from() {
        return from;
    }

    /** {@return the vertex that the edge leads to} */
    public Object to() {
        return to;
    }
}

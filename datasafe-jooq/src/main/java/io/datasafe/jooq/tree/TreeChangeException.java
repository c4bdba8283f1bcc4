package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;

/**
 * A change of a tree that was refused. Nothing was changed, and the transaction can go on.
 *
 * @since 0.1
 */
public final class TreeChangeException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The node is not in the tree: there is no such row, or it is out of the tree's scope, or it was deleted while this waited for it. */
        UNKNOWN_NODE,
        /** The new parent is not in the tree: there is no such row, or it is out of the tree's scope, or of another tenant. */
        UNKNOWN_PARENT,
        /** There are more rows below than the caller allows. */
        TOO_MANY_ROWS,
        /** There are rows below that are out of the tree's scope, such as deleted ones, which would be left without a parent. */
        OUT_OF_SCOPE,
        /** No transaction: the lock would be gone before the change. */
        NO_TRANSACTION,
        /** The transaction is REPEATABLE READ: it may see the tree as it was before what others have changed. */
        ISOLATION,
        /** The transaction is read-only, or the server is a standby. */
        READ_ONLY,
        /** What the tree is read from is a view or a foreign table, on which a lock excludes no one. */
        NOT_A_TABLE
    }

    private final Reason reason;

    /**
     * A refusal.
     *
     * @param reason why
     * @param message what was refused, and what to do
     */
    TreeChangeException(Reason reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /** {@return why the change was refused} */
    public Reason reason() {
        return reason;
    }
}

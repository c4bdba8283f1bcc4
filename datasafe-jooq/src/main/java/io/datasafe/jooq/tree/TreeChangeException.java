package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;

/**
 * A change of a tree was refused. Nothing was changed, and the transaction can continue.
 *
 * @since 0.1
 */
public final class TreeChangeException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    /** The reason for a refusal. */
    public enum Reason {
        /**
         * The node is not in the tree: the row does not exist, is out of the tree's scope, or was deleted while the
         * change waited for it.
         */
        UNKNOWN_NODE,
        /**
         * The new parent is not in the tree: the row does not exist, is out of the tree's scope, or belongs to another
         * tenant.
         */
        UNKNOWN_PARENT,
        /** The subtree has more rows than the caller allows. */
        TOO_MANY_ROWS,
        /**
         * The subtree has rows out of the tree's scope, such as rows marked as deleted; they would be left without a
         * parent.
         */
        OUT_OF_SCOPE,
        /** There is no transaction, so the lock would be released before the change. */
        NO_TRANSACTION,
        /** The transaction is REPEATABLE READ and may see the tree as it was before others changed it. */
        ISOLATION,
        /** The transaction is read-only, or the server is a standby. */
        READ_ONLY,
        /** The tree is read from a view or a foreign table, on which the lock would exclude no one. */
        NOT_A_TABLE
    }

    private final Reason reason;

    /**
     * Makes the exception.
     *
     * @param reason the reason
     * @param message what was refused, and what to do
     */
    TreeChangeException(Reason reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /** {@return the reason for the refusal} */
    public Reason reason() {
        return reason;
    }
}

package io.datasafe.tx;

import io.datasafe.internal.pg.TransactionStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Failures of transactions on other data sources that ended inside this one. They were retried there, or could not be.
 * To run the enclosing work again would multiply their attempts, and could repeat what a lost COMMIT of theirs may have
 * done.
 */
final class ForeignFailures {
    private static final int KEPT = 16;
    private static final int MAX_CAUSES = 100;

    private final Deque<Throwable> latest = new ArrayDeque<>(2);

    void add(Throwable failure) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(failure);
    }

    /** Whether it is one of them, bare or wrapped. */
    boolean contain(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < MAX_CAUSES; depth++, t = t.getCause()) {
            if (isOneOf(t)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the work has just thrown the failure of an enclosing transaction: its own session could go on, and an
     * outer one cannot. Only that outer transaction can be run again.
     */
    static boolean isOfAround(TxScope scope) {
        if (scope.around() == null || scope.physical().isLost()) {
            return false;
        }
        TransactionStatus own = scope.physical().status();
        if (own == TransactionStatus.FAILED || own == TransactionStatus.HIDDEN) {
            return false;
        }
        for (TxScope outer = scope.around(); outer != null; outer = outer.around()) {
            if (outer.isBroken()) {
                return true;
            }
        }
        return false;
    }

    private boolean isOneOf(@Nullable Throwable failure) {
        for (Throwable each : latest) {
            if (each == failure) {
                return true;
            }
        }
        return false;
    }
}

package io.datasafe.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Failures with which transactions of other data sources have ended inside this one. They were retried there, or could not be: to run the work
 * around them again would multiply their attempts, and could do twice what a lost COMMIT of theirs may have done.
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
     * Whether what the work has just thrown is the failure of a transaction around it: its own session could go on, and one of those cannot.
     * Only that one can be run again.
     */
    static boolean isOfAround(TxScope scope) {
        if (scope.around() == null || scope.lease().isLost()) {
            return false;
        }
        TransactionStatus own = DriverState.of(scope.lease().connection());
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

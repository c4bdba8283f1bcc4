package io.datasafe.tx;

import io.datasafe.internal.tx.LockAnswer;
import io.datasafe.internal.tx.PhysicalTransaction;
import java.sql.SQLException;

/** {@link Tx#lock} and {@link Tx#tryLock}. */
final class TransactionLock {
    private TransactionLock() {}

    /** Whether the transaction holds the lock now; always, if it waits. */
    static boolean take(PhysicalTransaction physical, TxOptions options, String name, boolean wait) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name is blank: name the lock by what it guards, such as \"invoice 2026\"");
        }
        LockAnswer answer;
        try {
            answer = physical.lock(name, wait);
        } catch (SQLException e) {
            throw new TransactionException(options.title() + " could not take lock \"" + name + "\"", e);
        }
        return switch (answer) {
            case TAKEN -> true;
            case BUSY -> false;
            case ON_STANDBY ->
                throw new IllegalStateException(options.title()
                        + " runs on a standby, where a lock keeps nobody on the primary out: take lock(\"" + name
                        + "\") on the primary");
        };
    }
}

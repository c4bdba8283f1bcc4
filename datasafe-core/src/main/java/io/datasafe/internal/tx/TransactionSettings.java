package io.datasafe.internal.tx;

import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction is like, from its first statement to its end.
 *
 * @param dataSource where its connection comes from, and those that ask what became of a lost COMMIT
 * @param isolation the isolation level in SQL, such as {@code SERIALIZABLE}; null for the server's default
 * @param readOnly whether it refuses to write
 * @param deferrable whether it waits for a snapshot that cannot lose a conflict
 * @param tenantSetting the name of the setting that holds the tenant
 * @param tenant the tenant; null for none
 * @param bounds how long parts of it may take
 * @param deadline when it must be done; null for no such moment
 * @param resolvable whether the prologue asks for the transaction's identity, so that a lost COMMIT can be resolved
 * @param resolveWithin how long to ask what became of a lost COMMIT; zero not to ask
 * @param reportPosition whether COMMIT reports transaction id and log position
 */
public record TransactionSettings(
        DataSource dataSource,
        @Nullable String isolation,
        boolean readOnly,
        boolean deferrable,
        String tenantSetting,
        @Nullable String tenant,
        TimeBounds bounds,
        @Nullable Deadline deadline,
        boolean resolvable,
        Duration resolveWithin,
        boolean reportPosition) {
    private static final String SERIALIZABLE = "SERIALIZABLE";

    /**
     * Whether a prologue is sent. Otherwise BEGIN rides with the first statement of the work, and no round trip is
     * added. READ ONLY alone needs none: the driver sends it with BEGIN.
     *
     * @return whether anything is said to the server, or asked of it, at the beginning
     */
    public boolean needsPrologue() {
        return isolation != null
                || tenant != null
                || deadline != null
                || bounds.inPrologue()
                || resolvable && !readOnly;
    }

    boolean isSerializable() {
        return SERIALIZABLE.equals(isolation);
    }
}

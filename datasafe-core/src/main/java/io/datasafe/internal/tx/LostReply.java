package io.datasafe.internal.tx;

import io.datasafe.internal.pg.TransactionIdentity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT was sent, and no reply came that can be trusted. The connection has been discarded.
 *
 * @param cause how the reply was lost
 * @param sqlState the SQLSTATE of the cause; null if it has none
 * @param identity what names the transaction; null if it is not known
 * @param elapsed how long the server was asked what became of the transaction
 * @param failures what went wrong meanwhile: the first few failures to ask, and to discard the connection
 */
public record LostReply(
        Throwable cause,
        @Nullable String sqlState,
        @Nullable TransactionIdentity identity,
        Duration elapsed,
        List<Throwable> failures) {
    LostReply asked(Duration time, List<Throwable> also) {
        failures.addAll(also);
        return new LostReply(cause, sqlState, identity, time, failures);
    }
}

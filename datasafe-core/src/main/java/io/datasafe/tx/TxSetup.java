package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.ApplicationPackages;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What {@link TransactionsBuilder} was told: the same for all transactions that are derived from each other. */
record TxSetup(
        DataSource dataSource,
        Retry retry,
        Duration resolveWithin,
        String tenantSetting,
        Map<Guard, Reaction> guards,
        @Nullable Duration idleBound,
        String onceTable,
        String outboxTable,
        boolean reportPosition,
        boolean rehearse,
        ApplicationPackages application,
        @Nullable DatasafeListener listener) {

    Reaction reaction(Guard guard) {
        return guards.getOrDefault(guard, Reaction.THROW);
    }
}

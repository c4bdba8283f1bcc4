package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.ApplicationPackages;
import io.datasafe.internal.sql.SqlIdentifier;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The part of the configuration that {@link TransactionsBuilder} sets. Derived transactions share it. */
record TxSetup(
        DataSource dataSource,
        Retry retry,
        Duration resolveWithin,
        String tenantSetting,
        Map<Guard, Reaction> guards,
        @Nullable Duration idleBound,
        SqlIdentifier onceTable,
        SqlIdentifier outboxTable,
        boolean reportPosition,
        boolean rehearse,
        ApplicationPackages application,
        @Nullable DatasafeListener listener) {

    Reaction reaction(Guard guard) {
        return guards.getOrDefault(guard, Reaction.THROW);
    }
}

package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.tx.TxOptions.Nesting;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures {@link Transactions}. Not thread-safe; what it builds is.
 *
 * @since 0.1
 */
public final class TransactionsBuilder {
    private final DataSource dataSource;
    private Retry retry = Retry.DEFAULT;
    private boolean reportPosition;
    private @Nullable DatasafeListener listener;

    TransactionsBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets when lost conflicts are run again. Default: up to 10 attempts within 3 seconds.
     *
     * @param retry the policy; {@link Retry#none()} to see each conflict yourself
     * @return this builder
     */
    public TransactionsBuilder retry(Retry retry) {
        this.retry = Objects.requireNonNull(retry, "retry");
        return this;
    }

    /**
     * Reports each transaction's id and log position in {@link io.datasafe.event.TransactionEvent.Committed}. Default off.
     *
     * <p>Costs no round trip: instead of COMMIT, one flight carries {@code SELECT pg_current_xact_id_if_assigned(); COMMIT; SELECT
     * pg_current_wal_insert_lsn() ...}. If the last SELECT fails (its role may not call the function, say), nobody can tell it from COMMIT
     * failing: {@link CommitUnknownException}.
     *
     * @return this builder
     */
    public TransactionsBuilder reportPosition() {
        this.reportPosition = true;
        return this;
    }

    /**
     * Sets who receives events. Default: nobody, at no cost; failures of hooks are logged then.
     *
     * @param listener the listener; thread-safe
     * @return this builder
     */
    public TransactionsBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** {@return transactions with this configuration} */
    public Transactions build() {
        return new Transactions(new TxOptions(
                dataSource, "transaction", Nesting.JOIN_OR_START, null, false, retry, reportPosition, listener));
    }
}

package io.datasafe.jooq;

import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.Ticket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT was sent and its answer was lost: the transaction may be committed or rolled back. See {@link
 * CommitUnknownException}, which is the cause.
 *
 * @since 0.1
 */
public final class JooqCommitUnknownException extends JooqTransactionException {
    private static final long serialVersionUID = 1L;

    /** Only a text: an exception is serializable. */
    private final @Nullable String ticket;

    JooqCommitUnknownException(CommitUnknownException cause) {
        super(cause);
        this.ticket = cause.ticket().map(Ticket::toString).orElse(null);
    }

    /**
     * {@return what names the transaction, to find out later; empty if it was not {@link JooqTransactions#resolvable}}
     */
    public Optional<Ticket> ticket() {
        return Optional.ofNullable(ticket).map(Ticket::parse);
    }
}

package io.datasafe.tx;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT was sent and its answer was lost: the transaction may be committed or rolled back, and this side does not know. Never retried:
 * running the work again could do it twice. After-commit hooks did not run; those of {@link Tx#onUnknown} did.
 *
 * <p>A transaction that is {@link Transactions#resolvable} is resolved before this is thrown; it means then that nobody could be asked in
 * time, or that the server has failed over.
 *
 * @since 0.1
 */
public final class CommitUnknownException extends TransactionException {
    private static final long serialVersionUID = 1L;

    /** Only a text: an exception is serializable. */
    private final @Nullable String ticket;

    CommitUnknownException(String message, @Nullable Ticket ticket, Throwable cause) {
        super(message, cause);
        this.ticket = ticket == null ? null : ticket.toString();
    }

    /** {@return what names the transaction, to find out later; empty if it was not {@link Transactions#resolvable}} */
    public Optional<Ticket> ticket() {
        return Optional.ofNullable(ticket).map(Ticket::parse);
    }
}

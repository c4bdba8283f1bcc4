package io.datasafe.tx;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT was sent and its reply was lost: the transaction may be committed or rolled back. It is never retried: running
 * the work again could do it twice. After-commit hooks did not run; the hooks of {@link Tx#onUnknown} did.
 *
 * <p>If the transaction is {@link Transactions#resolvable}, datasafe has asked the server first. This exception then
 * means that no server could answer in time, or that the cluster has failed over.
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

    /** {@return the ticket that resolves the transaction later; empty if it was not {@link Transactions#resolvable}} */
    public Optional<Ticket> ticket() {
        return Optional.ofNullable(ticket).map(Ticket::parse);
    }
}

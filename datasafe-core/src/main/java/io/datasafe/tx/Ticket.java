package io.datasafe.tx;

import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.tx.PhysicalTransaction;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Identifies a transaction whose outcome is unknown, so that it can be resolved later. Log it, store it, or hand it to
 * another process.
 *
 * <p>The transaction id alone does not identify a transaction: after a failover to a replica that missed it, or after a
 * crash that its WAL did not survive, PostgreSQL gives the same id to another transaction. So a ticket also holds
 * cluster, timeline and crash epoch.
 *
 * <p>Immutable and thread-safe. {@link #toString} and {@link #parse} are each other's inverse.
 *
 * @param transaction the name of the transaction
 * @param systemIdentifier the cluster: {@code system_identifier} of {@code pg_control_system()}, unsigned
 * @param timeline the timeline on which it ran, 1 or more
 * @param crashEpoch when that server last recovered from a crash, in microseconds since 1970 (more precisely, when its
 *     statistics were reset)
 * @param xid the 64-bit transaction id, unsigned
 * @since 0.1
 */
public record Ticket(String transaction, long systemIdentifier, int timeline, long crashEpoch, long xid) {
    private static final Pattern TEXT = Pattern.compile("datasafe:1:(\\d+):(\\d+):(\\d+):(\\d+):(.+)", Pattern.DOTALL);

    /**
     * Checks the values.
     *
     * @param transaction the name of the transaction, not blank
     * @param systemIdentifier the cluster
     * @param timeline the timeline, 1 or more
     * @param crashEpoch when the server last recovered
     * @param xid the transaction id
     * @throws IllegalArgumentException outside of the ranges
     */
    public Ticket {
        if (transaction.isBlank()) {
            throw new IllegalArgumentException("transaction is blank, must be the name of a transaction");
        }
        if (timeline < 1) {
            throw new IllegalArgumentException("timeline is " + timeline + ", must be 1 or more");
        }
    }

    static Ticket of(String transaction, TransactionIdentity identity) {
        return new Ticket(
                transaction, identity.systemIdentifier(), identity.timeline(), identity.crashEpoch(), identity.xid());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text for example {@code datasafe:1:7710509126635935090:1:1795246462477030:726:pay}
     * @return the ticket
     * @throws IllegalArgumentException if it is not the text of a ticket
     */
    public static Ticket parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        if (matcher.matches()) {
            try {
                return new Ticket(
                        matcher.group(5),
                        Long.parseUnsignedLong(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseUnsignedLong(matcher.group(4)));
            } catch (NumberFormatException e) {
                throw notATicket(text, e);
            }
        }
        throw notATicket(text, null);
    }

    /**
     * Resolves the transaction: asks the server until the answer is final or the time is over.
     *
     * <p>Asks for {@code pg_xact_status}, and trusts it only if the server is no standby, and if cluster, timeline and
     * crash epoch are those of the ticket. A transaction that is still in progress is fenced first: {@code
     * pg_terminate_backend} ends its session, so that a COMMIT still on its way cannot arrive later. A transaction that
     * waits for synchronous standbys is left alone for half of the time. The role must be the one that ran the
     * transaction, or have {@code pg_signal_backend} and {@code pg_read_all_stats}. Each question takes a connection
     * from the data source and gives it back.
     *
     * <p>The answer {@link Resolution#UNKNOWN} is final if the cluster has failed over to a replica; otherwise it is
     * worth asking again. The server forgets a status once the oldest transaction id of the cluster has passed it
     * (after some 200 million transactions by default).
     *
     * @param dataSource leads to the primary of the cluster
     * @param within how long to ask; 0 asks once; at most 24 hours; the pool's own wait for a connection is added
     * @return what became of it
     * @throws IllegalArgumentException if {@code within} is negative or more than 24 hours
     */
    public Resolution resolve(DataSource dataSource, Duration within) {
        Objects.requireNonNull(dataSource, "dataSource");
        Resolution.checkWithin(within);
        return switch (PhysicalTransaction.resolve(dataSource, identity(), within)) {
            case COMMITTED -> Resolution.COMMITTED;
            case ROLLED_BACK -> Resolution.ROLLED_BACK;
            case OPEN, WAITING, FAILED_OVER, UNKNOWN -> Resolution.UNKNOWN;
        };
    }

    TransactionIdentity identity() {
        return new TransactionIdentity(systemIdentifier, timeline, crashEpoch, xid);
    }

    private static IllegalArgumentException notATicket(
            String text, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "text is \"" + text
                        + "\", must be what Ticket.toString() gave: datasafe:1:<system>:<timeline>:<epoch>:<xid>:<name>",
                cause);
    }

    /** {@return the ticket as one line, for {@link #parse}} */
    @Override
    public String toString() {
        return "datasafe:1:" + Long.toUnsignedString(systemIdentifier) + ":" + timeline + ":" + crashEpoch + ":"
                + Long.toUnsignedString(xid) + ":" + transaction;
    }
}

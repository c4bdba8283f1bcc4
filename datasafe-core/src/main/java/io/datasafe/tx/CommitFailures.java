package io.datasafe.tx;

import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.scope.Suppressed;
import io.datasafe.internal.tx.CommitResult.NotCommitted;
import io.datasafe.internal.tx.CommitResult.Unknown;
import io.datasafe.internal.tx.LostReply;
import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions that say why a transaction is not committed, or that its outcome is unknown. */
final class CommitFailures {
    private CommitFailures() {}

    /** The cause of a silent rollback is the first failure that the work has caught, if it is known. */
    static TransactionException notCommitted(TxOptions options, NotCommitted result, @Nullable Throwable swallowed) {
        String title = options.title();
        Throwable cause = result.cause();
        return switch (result.reason()) {
            case CLOSED ->
                new TransactionException(
                        title
                                + " was rolled back: its connection was closed inside it, by the work or by a lost session."
                                + " Leave close() to datasafe: no try-with-resources around t.connection()",
                        swallowed);
            case UNUSABLE ->
                new TransactionException(
                        title + " was rolled back: its connection was unusable before COMMIT was sent", cause);
            case AUTOCOMMIT ->
                new TransactionException(
                        title
                                + " was ended by its own work: autocommit was switched on inside it, which commits what was"
                                + " done before, and each later statement by itself. Leave setAutoCommit to datasafe",
                        cause);
            case FAILED_BEFORE -> silentRollback(options, swallowed == null ? cause : swallowed);
            case NOT_BOUNDED ->
                new TransactionException(
                        title + " was rolled back: the wait for COMMIT could not be bounded to "
                                + options.settings().bounds().commit()
                                + ", since its connection refuses setNetworkTimeout. Leave timeouts().commit(..) out, or mend"
                                + " what wraps the connection",
                        cause);
            case IDLE_TOO_LONG ->
                new TransactionException(
                        title
                                + " was rolled back: the server had ended its session before COMMIT, because it was idle for"
                                + " longer than idle_in_transaction_session_timeout (SQLSTATE 25P03)",
                        cause);
            case REFUSED ->
                new TransactionException(
                        title + " was rolled back: the server refused COMMIT (SQLSTATE " + SqlState.of(cause) + ")",
                        cause);
            case NOTHING_WRITTEN ->
                new TransactionException(
                        title + " got no answer to COMMIT (SQLSTATE " + SqlState.of(cause)
                                + "); it was read-only, so that nothing is lost and nothing is stored",
                        cause);
        };
    }

    static SilentRollbackException silentRollback(TxOptions options, @Nullable Throwable swallowed) {
        return new SilentRollbackException(
                options.title() + " was rolled back: its work returned normally, but had caught an error after which"
                        + " PostgreSQL only rolls back. Let the error pass, or run the part that may fail in savepoint()",
                swallowed);
    }

    static TransactionException endedByItsWork(TxOptions options) {
        return new TransactionException(
                options.title() + " was ended by its own work, with COMMIT or ROLLBACK: what was done before is"
                        + " committed or lost by that, and each later statement by itself. Leave both to datasafe",
                null);
    }

    /** COMMIT's answer was lost, and the server says that the transaction is rolled back. */
    static TransactionException resolvedToRollback(TxOptions options, LostReply lost) {
        return new TransactionException(
                options.title()
                        + " was rolled back: the answer to COMMIT was lost, and the server, asked for it, says so",
                lost.cause());
    }

    /** How the answer to COMMIT was lost; the server may have been asked since. */
    static CommitUnknownException lost(TxOptions options, LostReply lost) {
        return unknown(options, lost, "");
    }

    static CommitUnknownException unknown(TxOptions options, Unknown result) {
        LostReply lost = result.lost();
        CommitUnknownException failure = switch (result.reason()) {
            case NO_IDENTITY ->
                unknown(
                        options,
                        lost,
                        ". Look for the effect before running it again, and make the transaction resolvable() to"
                                + " have that done");
            case NOT_ASKED -> unresolved(options, lost, "it was not asked for, resolveWithin being 0");
            case FAILED_OVER ->
                unresolved(
                        options,
                        lost,
                        "the cluster has failed over since, and its new history may lack the transaction");
            case NO_ANSWER ->
                unresolved(
                        options,
                        lost,
                        "no server that knows could be asked within "
                                + options.setup().resolveWithin());
        };
        lost.failures().forEach((Throwable also) -> Suppressed.add(failure, also));
        return failure;
    }

    private static CommitUnknownException unresolved(TxOptions options, LostReply lost, String reason) {
        Ticket ticket = ticket(options, lost);
        return unknown(
                options,
                lost,
                "; " + reason + ". Find out with Ticket.parse(\"" + ticket + "\").resolve(..) before running it again");
    }

    private static CommitUnknownException unknown(TxOptions options, LostReply lost, String advice) {
        return new CommitUnknownException(
                options.title() + " has an unknown outcome: COMMIT was sent, and no answer came that can be trusted"
                        + " (SQLSTATE " + lost.sqlState() + ")" + advice,
                ticket(options, lost),
                lost.cause());
    }

    private static @Nullable Ticket ticket(TxOptions options, LostReply lost) {
        TransactionIdentity identity = lost.identity();
        return identity == null ? null : Ticket.of(options.name(), identity);
    }
}

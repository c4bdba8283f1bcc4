package io.datasafe.internal.tx;

import io.datasafe.internal.pg.CommitFlight;
import org.jspecify.annotations.Nullable;

/** What became of a transaction that was to commit. */
public sealed interface CommitResult {
    /**
     * It is committed, and its connection is back in the pool or discarded.
     *
     * @param report what the replies carried
     * @param lost how the reply to COMMIT was lost, if it was; the server then said that the transaction is committed
     * @param notGivenBack why the connection could not be given back as it came and was discarded; null if it was given
     *     back
     */
    record Committed(
            CommitFlight report,
            @Nullable LostReply lost,
            @Nullable Throwable notGivenBack) implements CommitResult {
        private static final Committed PLAIN = new Committed(CommitFlight.NO_REPORT, null, null);

        /** Allocates nothing for a transaction that reports nothing. */
        static Committed of(CommitFlight report) {
            return report == CommitFlight.NO_REPORT ? PLAIN : new Committed(report, null, null);
        }

        Committed notGivenBack(Throwable why) {
            return new Committed(report, lost, why);
        }
    }

    /**
     * It is not committed. Its connection is still held: the caller rolls back.
     *
     * @param reason why
     * @param cause what the driver or the server threw; null if nothing was thrown
     */
    record NotCommitted(Reason reason, @Nullable Throwable cause) implements CommitResult {
        /** Why a transaction is not committed. */
        public enum Reason {
            /** Its connection was closed inside it, by the work or by a lost session. */
            CLOSED,
            /** Its connection was unusable before COMMIT was sent. */
            UNUSABLE,
            /** Autocommit was switched on inside it, which committed what was done before. */
            AUTOCOMMIT,
            /** A statement of it had failed, and PostgreSQL only rolls back. */
            FAILED_BEFORE,
            /** The wait for the reply to COMMIT could not be bounded. */
            NOT_BOUNDED,
            /** The server had ended the session for being idle. */
            IDLE_TOO_LONG,
            /** The server refused COMMIT. */
            REFUSED,
            /** The reply to COMMIT was lost, and there was nothing to commit: the transaction could not write. */
            NOTHING_WRITTEN
        }
    }

    /**
     * The reply to COMMIT was lost, and the server said that the transaction is rolled back.
     *
     * @param lost how the reply was lost
     */
    record RolledBack(LostReply lost) implements CommitResult {}

    /**
     * The reply to COMMIT was lost, and what became of the transaction is unknown.
     *
     * @param lost how the reply was lost
     * @param reason why it is unknown
     */
    record Unknown(LostReply lost, Unresolved reason) implements CommitResult {
        /** Why the outcome is unknown. */
        public enum Unresolved {
            /** Nothing names the transaction. */
            NO_IDENTITY,
            /** The server was not to be asked. */
            NOT_ASKED,
            /** The cluster has failed over, and its new history may lack the transaction. */
            FAILED_OVER,
            /** No server that knows could be asked in time. */
            NO_ANSWER
        }
    }
}

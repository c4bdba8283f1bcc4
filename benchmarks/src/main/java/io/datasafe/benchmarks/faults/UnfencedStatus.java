package io.datasafe.benchmarks.faults;

import io.datasafe.benchmarks.faults.PlainTransaction.CommitLostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what became of the transaction's id, as PostgreSQL's documentation of {@code pg_xact_status}
 * suggests: if it is committed all is well, and if not the work is run again. Asked once, it takes an id that is still
 * in progress for rolled back; asked until it is no longer in progress, it makes its caller wait as long as the session
 * lives. Either is wrong where the id belongs to another transaction since a failover.
 *
 * @param dataSource where the work runs
 * @param patience how long to ask again while the id is in progress
 */
record UnfencedStatus(DataSource dataSource, Duration patience) implements Contender {
    private static final int ATTEMPTS = 7;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    static UnfencedStatus askedOnce(DataSource dataSource) {
        return new UnfencedStatus(dataSource, Duration.ZERO);
    }

    static UnfencedStatus polled(DataSource dataSource) {
        return new UnfencedStatus(dataSource, LONGEST);
    }

    @Override
    public Answer run(Work work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Identified identified = new Identified(work);
            try {
                PlainTransaction.run(dataSource, identified);
                return Answer.COMMITTED;
            } catch (CommitLostException e) {
                Verdict verdict = identified.status(dataSource, patience);
                if (verdict != Verdict.ROLLED_BACK) {
                    return verdict == Verdict.COMMITTED ? Answer.COMMITTED : Answer.UNKNOWN;
                }
            } catch (SQLException e) {
                if (!PlainTransaction.isConnectionLost(e)) {
                    return Answer.ROLLED_BACK;
                }
            }
        }
        return Answer.ROLLED_BACK;
    }

    /** Work that notes the id of the transaction that it runs in. */
    private static final class Identified implements Work {
        private final Work work;
        private @Nullable String id;

        Identified(Work work) {
            this.work = work;
        }

        @Override
        public long operation() {
            return work.operation();
        }

        @Override
        public void apply(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_current_xact_id()::text")) {
                row.next();
                id = row.getString(1);
            }
            work.apply(connection);
        }

        Verdict status(DataSource dataSource, Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try (Connection connection = dataSource.getConnection()) {
                    return status(connection, patience, end);
                } catch (SQLException e) {
                    if (!PlainTransaction.isConnectionLost(e)) {
                        // Such as 22023: an id that this server has not given to any transaction yet.
                        return Verdict.UNKNOWN;
                    }
                }
            }
            return Verdict.UNKNOWN;
        }

        private Verdict status(Connection connection, Duration patience, long end) throws SQLException {
            String status = ask(connection);
            while ("in progress".equals(status) && !patience.isZero()) {
                if (System.nanoTime() >= end) {
                    return Verdict.UNKNOWN;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                status = ask(connection);
            }
            if (status == null) {
                return Verdict.UNKNOWN;
            }
            return status.equals("committed") ? Verdict.COMMITTED : Verdict.ROLLED_BACK;
        }

        private @Nullable String ask(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("select pg_xact_status(?::xid8)")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }
    }
}

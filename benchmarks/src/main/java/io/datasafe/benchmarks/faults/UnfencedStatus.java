package io.datasafe.benchmarks.faults;

import io.datasafe.benchmarks.faults.PlainTransaction.CommitLostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what became of the transaction's id, as PostgreSQL's documentation of {@code pg_xact_status} suggests: if it is committed all is well, and if not
 * the work is run again. Better than the other two, and wrong where the id is still in progress, or belongs to another transaction since a failover.
 */
record UnfencedStatus(DataSource dataSource) implements Contender {
    private static final int ATTEMPTS = 7;

    @Override
    public Answer run(Work work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Identified identified = new Identified(work);
            try {
                PlainTransaction.run(dataSource, identified);
                return Answer.COMMITTED;
            } catch (CommitLostException e) {
                Verdict verdict = identified.status(dataSource);
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

        Verdict status(DataSource dataSource) {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try (Connection connection = dataSource.getConnection()) {
                    return status(connection);
                } catch (SQLException e) {
                    if (!PlainTransaction.isConnectionLost(e)) {
                        // Such as 22023: an id that this server has not given to any transaction yet.
                        return Verdict.UNKNOWN;
                    }
                }
            }
            return Verdict.UNKNOWN;
        }

        private Verdict status(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("select pg_xact_status(?::xid8)")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    String status = row.getString(1);
                    if (status == null) {
                        return Verdict.UNKNOWN;
                    }
                    return status.equals("committed") ? Verdict.COMMITTED : Verdict.ROLLED_BACK;
                }
            }
        }
    }
}

package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The code that services have after their first lost update: SERIALIZABLE, and a loop of three tries around a method that does it all. */
final class RetryingJdbc implements Contender {
    private static final int TRIES = 3;

    @Override
    public String name() {
        return "plain JDBC + retry";
    }

    @Override
    public String isolation() {
        return "serializable";
    }

    @Override
    public String manner() {
        return "up to 3 tries, at once, on any SQL error; the announcement is made in the transaction, before commit.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            tally.attempt(attempt);
            try {
                attempt(dataSource, pom, tally);
                tally.stored(pom);
                return;
            } catch (SQLException e) {
                tally.failed(e);
            }
        }
        tally.givenUp();
    }

    private static void attempt(DataSource dataSource, Pom pom, Tally tally) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            try {
                licences(connection, PomStore.store(connection, pom), pom, tally);
                tally.announce(pom);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void licences(Connection connection, long version, Pom pom, Tally tally) throws SQLException {
        for (String licence : pom.licences()) {
            try {
                LicenceStore.store(connection, version, licence);
            } catch (SQLException e) {
                if (!Tally.isDataError(e)) {
                    throw e;
                }
                // A licence that does not fit must not cost the file. It does: commit() will roll back without a word.
                tally.swallowed(e);
            }
        }
    }
}

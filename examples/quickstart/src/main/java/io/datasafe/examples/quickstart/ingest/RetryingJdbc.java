package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The code that services have after their first lost update: SERIALIZABLE, and a loop of tries around a method that does it all. */
final class RetryingJdbc implements Contender {
    private static final int USUAL_TRIES = 3;

    private final String name;
    private final int tries;

    private RetryingJdbc(String name, int tries) {
        this.name = name;
        this.tries = tries;
    }

    static RetryingJdbc usual() {
        return new RetryingJdbc("plain JDBC + retry", USUAL_TRIES);
    }

    /** So persistent that no conflict makes it give up. */
    static RetryingJdbc persistent(int tries) {
        return new RetryingJdbc("JDBC + blind retry", tries);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String isolation() {
        return "serializable";
    }

    @Override
    public String manner() {
        return "up to " + tries
                + " tries, at once, on any SQL error; the announcement is made in the transaction, before commit.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        for (int attempt = 1; attempt <= tries; attempt++) {
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
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, SQLException failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
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

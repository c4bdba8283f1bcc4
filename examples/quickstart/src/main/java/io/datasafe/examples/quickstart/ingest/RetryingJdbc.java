package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The code that services have after their first lost update: SERIALIZABLE, and a retry loop around the method that does
 * all the work.
 */
final class RetryingJdbc implements Contender {
    private static final int USUAL_TRIES = 3;
    private static final int FIRST_PAUSE_MILLIS = 10;
    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final int tries;
    private final boolean pauses;

    private RetryingJdbc(int tries, boolean pauses) {
        this.tries = tries;
        this.pauses = pauses;
    }

    static RetryingJdbc usual() {
        return new RetryingJdbc(USUAL_TRIES, false);
    }

    /** With pauses that grow like datasafe's, and enough tries that no conflict makes it give up. */
    static RetryingJdbc patient(int tries) {
        return new RetryingJdbc(tries, true);
    }

    @Override
    public String name() {
        return pauses ? "JDBC + blind retry" : "plain JDBC + retry";
    }

    @Override
    public String isolation() {
        return "serializable";
    }

    @Override
    public String manner() {
        return "up to " + tries + " tries, " + (pauses ? "with growing random pauses" : "at once")
                + ", on any SQL error; the announcement is made in the transaction, before commit.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        int attempt = 0;
        do {
            attempt++;
            tally.attempt(attempt);
            try {
                attempt(dataSource, pom, tally);
                tally.stored(pom);
                return;
            } catch (SQLException e) {
                tally.failed(e);
            }
        } while (attempt < tries && pauseAfter(attempt));
        tally.givenUp();
    }

    /** Returns whether to continue. */
    private boolean pauseAfter(int attempt) {
        if (pauses) {
            long most = (long) Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * Math.pow(2, attempt - 1));
            try {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
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
                // A licence that does not fit should not cost the file. It does: commit() will roll back silently.
                tally.swallowed(e);
            }
        }
    }
}

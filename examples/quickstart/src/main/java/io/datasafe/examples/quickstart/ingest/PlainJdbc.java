package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The code that most services start with: the server's default isolation level; after a failure roll back, log, and
 * continue with the next file. A licence that cannot be stored is skipped, so that it does not cost the file.
 */
final class PlainJdbc implements Contender {
    @Override
    public String name() {
        return "plain JDBC";
    }

    @Override
    public String isolation() {
        return "read committed";
    }

    @Override
    public String manner() {
        return "commit; after an error roll back, log it, take the next file. An error in a licence is caught and logged.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        tally.attempt(1);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                licences(connection, PomStore.store(connection, pom), pom, tally);
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
            tally.stored(pom);
            tally.announce(pom);
        } catch (SQLException e) {
            // A real service writes a line to its log here.
            tally.failed(e);
            tally.givenUp();
        }
    }

    private static void rollBack(Connection connection, SQLException failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void licences(Connection connection, long version, Pom pom, Tally tally) {
        for (String licence : pom.licences()) {
            try {
                LicenceStore.store(connection, version, licence);
            } catch (SQLException e) {
                // And here. From now on the transaction can only roll back, and commit() will do that silently.
                tally.swallowed(e);
            }
        }
    }
}

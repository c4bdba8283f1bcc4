package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The code that most services start with: the server's default isolation, roll back and log what fails, and go on with the next one.
 * Licences are noted as well as they can be: an odd one must not cost the file.
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
        return "commit; after an error roll back, log it, next file. An error in a licence is caught and logged.";
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
            // Here the code that this stands for writes a line to its log.
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
                // Here too. The transaction can only be rolled back now, and commit() will do that without a word.
                tally.swallowed(e);
            }
        }
    }
}

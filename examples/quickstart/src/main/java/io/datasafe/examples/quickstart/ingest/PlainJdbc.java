package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The code that most services start with: the server's default isolation, roll back and log what fails, and go on with the next one.
 * Statistics are kept as well as they can: an error in them must not cost the file.
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
        return "commit; on an error roll back, log it, next file. Errors in the statistics are caught and logged.";
    }

    @Override
    public void ingest(DataSource dataSource, Pom pom, Tally tally) {
        tally.attempt();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                PomStore.store(connection, pom);
                countIfPossible(connection, pom, tally);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
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

    private static void countIfPossible(Connection connection, Pom pom, Tally tally) {
        try {
            Statistics.count(connection, pom);
        } catch (SQLException e) {
            // Here too. The transaction can only be rolled back now, and commit() will do that without a word.
            tally.swallowed(e);
        }
    }
}

package io.datasafe.benchmarks.faults;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs the work again on a new connection whenever one is lost, whatever was sent on it: what the execution strategies
 * of Entity Framework do by default, and what the AWS JDBC wrapper's documentation says to do about its SQLSTATE 08007
 * ("restart the transaction and repeat all queries").
 */
record BlindRetry(DataSource dataSource) implements Contender {
    /** Entity Framework's default is 6 retries. */
    private static final int ATTEMPTS = 7;

    @Override
    public Answer run(Work work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                PlainTransaction.run(dataSource, work);
                return Answer.COMMITTED;
            } catch (SQLException e) {
                if (!PlainTransaction.isConnectionLost(e)) {
                    return Answer.ROLLED_BACK;
                }
            }
        }
        return Answer.UNKNOWN;
    }
}

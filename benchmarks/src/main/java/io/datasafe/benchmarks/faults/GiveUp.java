package io.datasafe.benchmarks.faults;

import io.datasafe.benchmarks.faults.PlainTransaction.CommitLostException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Leaves it to the caller, as plain JDBC, Spring, jOOQ and JDBI do. */
record GiveUp(DataSource dataSource) implements Contender {
    @Override
    public Answer run(Work work) {
        try {
            PlainTransaction.run(dataSource, work);
            return Answer.COMMITTED;
        } catch (CommitLostException e) {
            return Answer.UNKNOWN;
        } catch (SQLException e) {
            return Answer.ROLLED_BACK;
        }
    }
}

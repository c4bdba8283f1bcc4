package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** One transfer at one contender, and the fault that waits for it. */
final class Trial implements Work {
    private final Transfer transfer;
    private final Sabotage sabotage;
    private int attempts;

    Trial(Transfer transfer, Sabotage sabotage) {
        this.transfer = transfer;
        this.sabotage = sabotage;
    }

    Finding run(Contender contender) {
        Answer answer = contender.run(this);
        return new Finding(transfer, answer, attempts, sabotage.finish(), null);
    }

    @Override
    public long operation() {
        return transfer.operation();
    }

    @Override
    public void apply(Connection connection) throws SQLException {
        attempts++;
        if (attempts > 1) {
            sabotage.again();
            transfer.apply(connection);
        } else {
            sabotage.prepare(connection);
            transfer.apply(connection);
            sabotage.arm(connection);
        }
    }
}

package io.datasafe.benchmarks.faults;

import java.sql.Connection;

/** Lets the transaction be. */
final class NoFault implements Sabotage {
    @Override
    public void arm(Connection connection) {}

    @Override
    public boolean finish() {
        return false;
    }
}

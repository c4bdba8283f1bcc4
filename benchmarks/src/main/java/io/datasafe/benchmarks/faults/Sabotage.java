package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** A fault that waits for the COMMIT of one transaction. */
interface Sabotage {
    /** The transaction begins. */
    default void prepare(Connection connection) throws SQLException {}

    /** The work is done: what comes next on this connection leads to COMMIT. */
    void arm(Connection connection) throws SQLException;

    /** The contender runs the work again. */
    default void again() {}

    /** The contender has answered: ends what is left of the fault. {@return whether it has struck} */
    boolean finish();
}

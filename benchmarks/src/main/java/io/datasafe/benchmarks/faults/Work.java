package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** What has to be done in a transaction, as the contenders see it. */
interface Work {
    /** The caller's name for it, for a contender that can use one. */
    long operation();

    /** Does it on a connection that is in a transaction; may be called again, in another. */
    void apply(Connection connection) throws SQLException;
}

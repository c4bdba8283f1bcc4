package io.datasafe.watch;

import io.datasafe.internal.jdbc.ObservedPreparedStatement;
import io.datasafe.internal.jdbc.StatementObserver;
import java.sql.PreparedStatement;

/** A prepared statement whose executions are seen. */
final class WatchedPreparedStatement extends ObservedPreparedStatement {
    private final PreparedStatement statement;
    private final StatementWatch watch;

    WatchedPreparedStatement(PreparedStatement statement, StatementWatch watch) {
        this.statement = statement;
        this.watch = watch;
    }

    @Override
    protected PreparedStatement delegate() {
        return statement;
    }

    @Override
    protected StatementObserver observer() {
        return watch;
    }

    @Override
    public String toString() {
        return statement.toString();
    }
}

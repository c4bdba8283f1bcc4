package io.datasafe.watch;

import io.datasafe.internal.jdbc.ObservedCallableStatement;
import io.datasafe.internal.jdbc.StatementObserver;
import java.sql.CallableStatement;

/** A callable statement whose executions are seen. */
final class WatchedCallableStatement extends ObservedCallableStatement {
    private final CallableStatement statement;
    private final StatementWatch watch;

    WatchedCallableStatement(CallableStatement statement, StatementWatch watch) {
        this.statement = statement;
        this.watch = watch;
    }

    @Override
    protected CallableStatement delegate() {
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

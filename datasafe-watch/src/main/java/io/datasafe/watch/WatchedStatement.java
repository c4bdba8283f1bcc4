package io.datasafe.watch;

import io.datasafe.internal.jdbc.ObservedStatement;
import io.datasafe.internal.jdbc.StatementObserver;
import java.sql.Statement;

/** A statement whose executions are seen. */
final class WatchedStatement extends ObservedStatement {
    private final Statement statement;
    private final StatementWatch watch;

    WatchedStatement(Statement statement, StatementWatch watch) {
        this.statement = statement;
        this.watch = watch;
    }

    @Override
    protected Statement delegate() {
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

package io.datasafe.benchmarks.stub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jooq.tools.jdbc.DefaultPreparedStatement;

/**
 * A statement to nothing. Its only result has numbers in all rows and columns. What it does not override fails, since
 * it wraps nothing.
 */
final class StubStatement extends DefaultPreparedStatement {
    private final StubRows rows;
    private int queryTimeout;

    StubStatement(int rows, int columns) {
        super((PreparedStatement) null, (Connection) null);
        this.rows = new StubRows(rows, columns);
    }

    @Override
    public ResultSet executeQuery() {
        return rows.fromTheStart();
    }

    /** As for what a transaction sends in front of the work. */
    @Override
    public boolean execute() {
        return true;
    }

    @Override
    public void setString(int index, String value) {}

    @Override
    public void setLong(int index, long value) {
        rows.base(value);
    }

    @Override
    public int getQueryTimeout() {
        return queryTimeout;
    }

    @Override
    public void setQueryTimeout(int seconds) {
        queryTimeout = seconds;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void close() {}
}

package io.datasafe.benchmarks.stub;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import javax.sql.rowset.RowSetMetaDataImpl;
import org.jooq.tools.jdbc.DefaultResultSet;

/** Rows of numbers. What it does not override fails, since it wraps nothing. */
final class StubRows extends DefaultResultSet {
    private final int rows;
    private final ResultSetMetaData columns;
    private long base;
    private int row;

    StubRows(int rows, int columns) {
        super((ResultSet) null);
        this.rows = rows;
        this.columns = named(columns);
    }

    StubRows fromTheStart() {
        row = 0;
        return this;
    }

    /** What the numbers are made of: the statement's bind value, so that no compiler knows them. */
    void base(long value) {
        base = value;
    }

    @Override
    public boolean next() {
        return ++row <= rows;
    }

    @Override
    public long getLong(int column) {
        return base + column;
    }

    @Override
    public boolean wasNull() {
        return false;
    }

    @Override
    public ResultSetMetaData getMetaData() {
        return columns;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public void close() {}

    private static ResultSetMetaData named(int count) {
        try {
            RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
            columns.setColumnCount(count);
            for (int i = 1; i <= count; i++) {
                columns.setColumnName(i, "column_" + i);
                columns.setColumnLabel(i, "column_" + i);
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

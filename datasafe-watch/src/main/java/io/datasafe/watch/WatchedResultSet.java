package io.datasafe.watch;

import io.datasafe.internal.jdbc.DelegatingResultSet;
import io.datasafe.internal.jdbc.ObservedStatement;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result, of whose first rows it is known which values were read. Nothing is read that its user does not read. */
final class WatchedResultSet extends DelegatingResultSet {
    private final ResultSet result;
    private final ObservedStatement statement;
    private final ResultTrace trace;
    private int row;

    WatchedResultSet(ResultSet result, ObservedStatement statement, ResultTrace trace) {
        this.result = result;
        this.statement = statement;
        this.trace = trace;
    }

    @Override
    protected ResultSet delegate() {
        return result;
    }

    @Override
    public Statement getStatement() {
        return statement;
    }

    @Override
    public boolean next() throws SQLException {
        boolean there = result.next();
        if (there) {
            row++;
            trace.row(row);
        }
        return there;
    }

    private <T extends @Nullable Object> T seen(int column, T value) {
        if (value != null && ResultTrace.takes(row)) {
            trace.value(column, ValueHash.of(value));
        }
        return value;
    }

    private <T extends @Nullable Object> T seen(String label, T value) throws SQLException {
        return value == null || !ResultTrace.takes(row) ? value : seen(result.findColumn(label), value);
    }

    private long number(int column, long value) throws SQLException {
        if (ResultTrace.takes(row) && (value != 0 || !result.wasNull())) {
            trace.value(column, ValueHash.of(value));
        }
        return value;
    }

    private long number(String label, long value) throws SQLException {
        return ResultTrace.takes(row) ? number(result.findColumn(label), value) : value;
    }

    @Override
    public long getLong(int index) throws SQLException {
        return number(index, result.getLong(index));
    }

    @Override
    public long getLong(String label) throws SQLException {
        return number(label, result.getLong(label));
    }

    @Override
    public int getInt(int index) throws SQLException {
        int value = result.getInt(index);
        number(index, value);
        return value;
    }

    @Override
    public int getInt(String label) throws SQLException {
        int value = result.getInt(label);
        number(label, value);
        return value;
    }

    @Override
    public short getShort(int index) throws SQLException {
        short value = result.getShort(index);
        number(index, value);
        return value;
    }

    @Override
    public short getShort(String label) throws SQLException {
        short value = result.getShort(label);
        number(label, value);
        return value;
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        return seen(index, result.getString(index));
    }

    @Override
    public @Nullable String getString(String label) throws SQLException {
        return seen(label, result.getString(label));
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
        return seen(index, result.getBigDecimal(index));
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(String label) throws SQLException {
        return seen(label, result.getBigDecimal(label));
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        return seen(index, result.getObject(index));
    }

    @Override
    public @Nullable Object getObject(String label) throws SQLException {
        return seen(label, result.getObject(label));
    }

    @Override
    public <T> @Nullable T getObject(int index, Class<T> type) throws SQLException {
        return seen(index, result.getObject(index, type));
    }

    @Override
    public @Nullable Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return seen(index, result.getObject(index, map));
    }

    @Override
    public <T> @Nullable T getObject(String label, Class<T> type) throws SQLException {
        return seen(label, result.getObject(label, type));
    }

    @Override
    public @Nullable Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return seen(label, result.getObject(label, map));
    }
}

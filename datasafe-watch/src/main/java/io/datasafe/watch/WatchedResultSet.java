package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.ForwardingResultSet;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result that remembers which values were read from its first rows. It reads nothing that its user does not. */
final class WatchedResultSet extends ForwardingResultSet {
    private final ResultTrace trace;
    private int row;

    WatchedResultSet(ResultSet result, ForwardingConnection connection, Statement statement, ResultTrace trace) {
        super(result, connection, statement);
        this.trace = trace;
    }

    @Override
    public boolean next() throws SQLException {
        boolean there = delegate().next();
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
        return value == null || !ResultTrace.takes(row)
                ? value
                : seen(delegate().findColumn(label), value);
    }

    private long number(int column, long value) throws SQLException {
        if (ResultTrace.takes(row) && (value != 0 || !delegate().wasNull())) {
            trace.value(column, ValueHash.of(value));
        }
        return value;
    }

    private long number(String label, long value) throws SQLException {
        return ResultTrace.takes(row) ? number(delegate().findColumn(label), value) : value;
    }

    @Override
    public long getLong(int index) throws SQLException {
        return number(index, delegate().getLong(index));
    }

    @Override
    public long getLong(String label) throws SQLException {
        return number(label, delegate().getLong(label));
    }

    @Override
    public int getInt(int index) throws SQLException {
        int value = delegate().getInt(index);
        number(index, value);
        return value;
    }

    @Override
    public int getInt(String label) throws SQLException {
        int value = delegate().getInt(label);
        number(label, value);
        return value;
    }

    @Override
    public short getShort(int index) throws SQLException {
        short value = delegate().getShort(index);
        number(index, value);
        return value;
    }

    @Override
    public short getShort(String label) throws SQLException {
        short value = delegate().getShort(label);
        number(label, value);
        return value;
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        return seen(index, delegate().getString(index));
    }

    @Override
    public @Nullable String getString(String label) throws SQLException {
        return seen(label, delegate().getString(label));
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
        return seen(index, delegate().getBigDecimal(index));
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(String label) throws SQLException {
        return seen(label, delegate().getBigDecimal(label));
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        return seen(index, super.getObject(index));
    }

    @Override
    public @Nullable Object getObject(String label) throws SQLException {
        return seen(label, super.getObject(label));
    }

    @Override
    public <T> @Nullable T getObject(int index, Class<T> type) throws SQLException {
        return seen(index, super.getObject(index, type));
    }

    @Override
    public @Nullable Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return seen(index, super.getObject(index, map));
    }

    @Override
    public <T> @Nullable T getObject(String label, Class<T> type) throws SQLException {
        return seen(label, super.getObject(label, type));
    }

    @Override
    public @Nullable Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return seen(label, super.getObject(label, map));
    }
}

package io.datasafe.internal.jdbc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** The part of a delegating result that changes columns and rows. */
public abstract class ResultSetUpdates extends ResultSetStreamUpdates {
    /** For whoever extends it. */
    protected ResultSetUpdates() {}

    @Override
    public void updateArray(String label, @Nullable Array value) throws SQLException {
        delegate().updateArray(label, value);
    }

    @Override
    public void updateArray(int index, @Nullable Array value) throws SQLException {
        delegate().updateArray(index, value);
    }

    @Override
    public void updateBigDecimal(String label, @Nullable BigDecimal value) throws SQLException {
        delegate().updateBigDecimal(label, value);
    }

    @Override
    public void updateBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        delegate().updateBigDecimal(index, value);
    }

    @Override
    public void updateBoolean(String label, boolean value) throws SQLException {
        delegate().updateBoolean(label, value);
    }

    @Override
    public void updateBoolean(int index, boolean value) throws SQLException {
        delegate().updateBoolean(index, value);
    }

    @Override
    public void updateByte(String label, byte value) throws SQLException {
        delegate().updateByte(label, value);
    }

    @Override
    public void updateByte(int index, byte value) throws SQLException {
        delegate().updateByte(index, value);
    }

    @Override
    public void updateBytes(String label, byte @Nullable [] value) throws SQLException {
        delegate().updateBytes(label, value);
    }

    @Override
    public void updateBytes(int index, byte @Nullable [] value) throws SQLException {
        delegate().updateBytes(index, value);
    }

    @Override
    public void updateDate(String label, @Nullable Date value) throws SQLException {
        delegate().updateDate(label, value);
    }

    @Override
    public void updateDate(int index, @Nullable Date value) throws SQLException {
        delegate().updateDate(index, value);
    }

    @Override
    public void updateDouble(String label, double value) throws SQLException {
        delegate().updateDouble(label, value);
    }

    @Override
    public void updateDouble(int index, double value) throws SQLException {
        delegate().updateDouble(index, value);
    }

    @Override
    public void updateFloat(String label, float value) throws SQLException {
        delegate().updateFloat(label, value);
    }

    @Override
    public void updateFloat(int index, float value) throws SQLException {
        delegate().updateFloat(index, value);
    }

    @Override
    public void updateInt(String label, int value) throws SQLException {
        delegate().updateInt(label, value);
    }

    @Override
    public void updateInt(int index, int value) throws SQLException {
        delegate().updateInt(index, value);
    }

    @Override
    public void updateLong(String label, long value) throws SQLException {
        delegate().updateLong(label, value);
    }

    @Override
    public void updateLong(int index, long value) throws SQLException {
        delegate().updateLong(index, value);
    }

    @Override
    public void updateNString(String label, @Nullable String value) throws SQLException {
        delegate().updateNString(label, value);
    }

    @Override
    public void updateNString(int index, @Nullable String value) throws SQLException {
        delegate().updateNString(index, value);
    }

    @Override
    public void updateNull(String label) throws SQLException {
        delegate().updateNull(label);
    }

    @Override
    public void updateNull(int index) throws SQLException {
        delegate().updateNull(index);
    }

    @Override
    public void updateObject(String label, @Nullable Object value, int scaleOrLength) throws SQLException {
        delegate().updateObject(label, value, scaleOrLength);
    }

    @Override
    public void updateObject(String label, @Nullable Object value, SQLType sqlType, int scaleOrLength)
            throws SQLException {
        delegate().updateObject(label, value, sqlType, scaleOrLength);
    }

    @Override
    public void updateObject(String label, @Nullable Object value, SQLType sqlType) throws SQLException {
        delegate().updateObject(label, value, sqlType);
    }

    @Override
    public void updateObject(String label, @Nullable Object value) throws SQLException {
        delegate().updateObject(label, value);
    }

    @Override
    public void updateObject(int index, @Nullable Object value, int scaleOrLength) throws SQLException {
        delegate().updateObject(index, value, scaleOrLength);
    }

    @Override
    public void updateObject(int index, @Nullable Object value, SQLType sqlType, int scaleOrLength)
            throws SQLException {
        delegate().updateObject(index, value, sqlType, scaleOrLength);
    }

    @Override
    public void updateObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
        delegate().updateObject(index, value, sqlType);
    }

    @Override
    public void updateObject(int index, @Nullable Object value) throws SQLException {
        delegate().updateObject(index, value);
    }

    @Override
    public void updateRef(String label, @Nullable Ref value) throws SQLException {
        delegate().updateRef(label, value);
    }

    @Override
    public void updateRef(int index, @Nullable Ref value) throws SQLException {
        delegate().updateRef(index, value);
    }

    @Override
    public void updateRow() throws SQLException {
        delegate().updateRow();
    }

    @Override
    public void updateRowId(String label, @Nullable RowId value) throws SQLException {
        delegate().updateRowId(label, value);
    }

    @Override
    public void updateRowId(int index, @Nullable RowId value) throws SQLException {
        delegate().updateRowId(index, value);
    }

    @Override
    public void updateSQLXML(String label, @Nullable SQLXML value) throws SQLException {
        delegate().updateSQLXML(label, value);
    }

    @Override
    public void updateSQLXML(int index, @Nullable SQLXML value) throws SQLException {
        delegate().updateSQLXML(index, value);
    }

    @Override
    public void updateShort(String label, short value) throws SQLException {
        delegate().updateShort(label, value);
    }

    @Override
    public void updateShort(int index, short value) throws SQLException {
        delegate().updateShort(index, value);
    }

    @Override
    public void updateString(String label, @Nullable String value) throws SQLException {
        delegate().updateString(label, value);
    }

    @Override
    public void updateString(int index, @Nullable String value) throws SQLException {
        delegate().updateString(index, value);
    }

    @Override
    public void updateTime(String label, @Nullable Time value) throws SQLException {
        delegate().updateTime(label, value);
    }

    @Override
    public void updateTime(int index, @Nullable Time value) throws SQLException {
        delegate().updateTime(index, value);
    }

    @Override
    public void updateTimestamp(String label, @Nullable Timestamp value) throws SQLException {
        delegate().updateTimestamp(label, value);
    }

    @Override
    public void updateTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        delegate().updateTimestamp(index, value);
    }
}

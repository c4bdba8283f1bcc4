package io.datasafe.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Passes every call on to a prepared statement beneath, and tells an observer what is bound and executed. */
public abstract class ObservedPreparedStatement extends ObservedStatement implements PreparedStatement {
    /** For whoever extends it. */
    protected ObservedPreparedStatement() {}

    @Override
    protected abstract PreparedStatement delegate();

    @Override
    public void addBatch() throws SQLException {
        delegate().addBatch();
        observer().added(null);
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate().clearParameters();
        observer().unbound();
    }

    @Override
    public boolean execute() throws SQLException {
        return observer().execution(null, () -> delegate().execute());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return observer().execution(null, () -> delegate().executeLargeUpdate());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return observer().opened(observer().execution(null, () -> delegate().executeQuery()), this);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return observer().execution(null, () -> delegate().executeUpdate());
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return delegate().getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return delegate().getParameterMetaData();
    }

    @Override
    public void setArray(int index, @Nullable Array value) throws SQLException {
        delegate().setArray(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        delegate().setAsciiStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().setAsciiStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        delegate().setAsciiStream(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        delegate().setBigDecimal(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        delegate().setBinaryStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().setBinaryStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        delegate().setBinaryStream(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().setBlob(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable InputStream value) throws SQLException {
        delegate().setBlob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBlob(int index, @Nullable Blob value) throws SQLException {
        delegate().setBlob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        delegate().setBoolean(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        delegate().setByte(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setBytes(int index, byte @Nullable [] value) throws SQLException {
        delegate().setBytes(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        delegate().setCharacterStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().setCharacterStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        delegate().setCharacterStream(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().setClob(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setClob(int index, @Nullable Reader value) throws SQLException {
        delegate().setClob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setClob(int index, @Nullable Clob value) throws SQLException {
        delegate().setClob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setDate(int index, @Nullable Date value, Calendar calendar) throws SQLException {
        delegate().setDate(index, value, calendar);
        observer().bound(index, value);
    }

    @Override
    public void setDate(int index, @Nullable Date value) throws SQLException {
        delegate().setDate(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        delegate().setDouble(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        delegate().setFloat(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        delegate().setInt(index, value);
        observer().bound(index, value, "integer");
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        delegate().setLong(index, value);
        observer().bound(index, value, "bigint");
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().setNCharacterStream(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        delegate().setNCharacterStream(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().setNClob(index, value, length);
        observer().bound(index, value);
    }

    @Override
    public void setNClob(int index, @Nullable Reader value) throws SQLException {
        delegate().setNClob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setNClob(int index, @Nullable NClob value) throws SQLException {
        delegate().setNClob(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        delegate().setNString(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
        delegate().setNull(index, sqlType, typeName);
        observer().bound(index, null);
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        delegate().setNull(index, sqlType);
        observer().bound(index, null);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int sqlType, int scaleOrLength) throws SQLException {
        delegate().setObject(index, value, sqlType, scaleOrLength);
        observer().bound(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
        delegate().setObject(index, value, sqlType);
        observer().bound(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType sqlType, int scaleOrLength) throws SQLException {
        delegate().setObject(index, value, sqlType, scaleOrLength);
        observer().bound(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
        delegate().setObject(index, value, sqlType);
        observer().bound(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        delegate().setObject(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setRef(int index, @Nullable Ref value) throws SQLException {
        delegate().setRef(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setRowId(int index, @Nullable RowId value) throws SQLException {
        delegate().setRowId(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
        delegate().setSQLXML(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        delegate().setShort(index, value);
        observer().bound(index, value, "smallint");
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        delegate().setString(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setTime(int index, @Nullable Time value, Calendar calendar) throws SQLException {
        delegate().setTime(index, value, calendar);
        observer().bound(index, value);
    }

    @Override
    public void setTime(int index, @Nullable Time value) throws SQLException {
        delegate().setTime(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value, Calendar calendar) throws SQLException {
        delegate().setTimestamp(index, value, calendar);
        observer().bound(index, value);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        delegate().setTimestamp(index, value);
        observer().bound(index, value);
    }

    @Override
    public void setURL(int index, @Nullable URL value) throws SQLException {
        delegate().setURL(index, value);
        observer().bound(index, value);
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        delegate().setUnicodeStream(index, value, length);
        observer().bound(index, value);
    }
}

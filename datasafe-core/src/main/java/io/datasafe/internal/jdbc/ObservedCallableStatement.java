package io.datasafe.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Passes every call on to a callable statement beneath, and tells an observer what is executed. */
public abstract class ObservedCallableStatement extends CallableStatementGetters {
    /** For whoever extends it. */
    protected ObservedCallableStatement() {}

    @Override
    public void registerOutParameter(String name, int sqlType, String typeName) throws SQLException {
        delegate().registerOutParameter(name, sqlType, typeName);
    }

    @Override
    public void registerOutParameter(String name, int sqlType, int scale) throws SQLException {
        delegate().registerOutParameter(name, sqlType, scale);
    }

    @Override
    public void registerOutParameter(String name, int sqlType) throws SQLException {
        delegate().registerOutParameter(name, sqlType);
    }

    @Override
    public void registerOutParameter(String name, SQLType sqlType, String typeName) throws SQLException {
        delegate().registerOutParameter(name, sqlType, typeName);
    }

    @Override
    public void registerOutParameter(String name, SQLType sqlType, int scale) throws SQLException {
        delegate().registerOutParameter(name, sqlType, scale);
    }

    @Override
    public void registerOutParameter(String name, SQLType sqlType) throws SQLException {
        delegate().registerOutParameter(name, sqlType);
    }

    @Override
    public void registerOutParameter(int index, int sqlType, String typeName) throws SQLException {
        delegate().registerOutParameter(index, sqlType, typeName);
    }

    @Override
    public void registerOutParameter(int index, int sqlType, int scale) throws SQLException {
        delegate().registerOutParameter(index, sqlType, scale);
    }

    @Override
    public void registerOutParameter(int index, int sqlType) throws SQLException {
        delegate().registerOutParameter(index, sqlType);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType, String typeName) throws SQLException {
        delegate().registerOutParameter(index, sqlType, typeName);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType, int scale) throws SQLException {
        delegate().registerOutParameter(index, sqlType, scale);
    }

    @Override
    public void registerOutParameter(int index, SQLType sqlType) throws SQLException {
        delegate().registerOutParameter(index, sqlType);
    }

    @Override
    public void setAsciiStream(String name, @Nullable InputStream value, int length) throws SQLException {
        delegate().setAsciiStream(name, value, length);
    }

    @Override
    public void setAsciiStream(String name, @Nullable InputStream value, long length) throws SQLException {
        delegate().setAsciiStream(name, value, length);
    }

    @Override
    public void setAsciiStream(String name, @Nullable InputStream value) throws SQLException {
        delegate().setAsciiStream(name, value);
    }

    @Override
    public void setBigDecimal(String name, @Nullable BigDecimal value) throws SQLException {
        delegate().setBigDecimal(name, value);
    }

    @Override
    public void setBinaryStream(String name, @Nullable InputStream value, int length) throws SQLException {
        delegate().setBinaryStream(name, value, length);
    }

    @Override
    public void setBinaryStream(String name, @Nullable InputStream value, long length) throws SQLException {
        delegate().setBinaryStream(name, value, length);
    }

    @Override
    public void setBinaryStream(String name, @Nullable InputStream value) throws SQLException {
        delegate().setBinaryStream(name, value);
    }

    @Override
    public void setBlob(String name, @Nullable InputStream value, long length) throws SQLException {
        delegate().setBlob(name, value, length);
    }

    @Override
    public void setBlob(String name, @Nullable InputStream value) throws SQLException {
        delegate().setBlob(name, value);
    }

    @Override
    public void setBlob(String name, @Nullable Blob value) throws SQLException {
        delegate().setBlob(name, value);
    }

    @Override
    public void setBoolean(String name, boolean value) throws SQLException {
        delegate().setBoolean(name, value);
    }

    @Override
    public void setByte(String name, byte value) throws SQLException {
        delegate().setByte(name, value);
    }

    @Override
    public void setBytes(String name, byte @Nullable [] value) throws SQLException {
        delegate().setBytes(name, value);
    }

    @Override
    public void setCharacterStream(String name, @Nullable Reader value, int length) throws SQLException {
        delegate().setCharacterStream(name, value, length);
    }

    @Override
    public void setCharacterStream(String name, @Nullable Reader value, long length) throws SQLException {
        delegate().setCharacterStream(name, value, length);
    }

    @Override
    public void setCharacterStream(String name, @Nullable Reader value) throws SQLException {
        delegate().setCharacterStream(name, value);
    }

    @Override
    public void setClob(String name, @Nullable Reader value, long length) throws SQLException {
        delegate().setClob(name, value, length);
    }

    @Override
    public void setClob(String name, @Nullable Reader value) throws SQLException {
        delegate().setClob(name, value);
    }

    @Override
    public void setClob(String name, @Nullable Clob value) throws SQLException {
        delegate().setClob(name, value);
    }

    @Override
    public void setDate(String name, @Nullable Date value, Calendar calendar) throws SQLException {
        delegate().setDate(name, value, calendar);
    }

    @Override
    public void setDate(String name, @Nullable Date value) throws SQLException {
        delegate().setDate(name, value);
    }

    @Override
    public void setDouble(String name, double value) throws SQLException {
        delegate().setDouble(name, value);
    }

    @Override
    public void setFloat(String name, float value) throws SQLException {
        delegate().setFloat(name, value);
    }

    @Override
    public void setInt(String name, int value) throws SQLException {
        delegate().setInt(name, value);
    }

    @Override
    public void setLong(String name, long value) throws SQLException {
        delegate().setLong(name, value);
    }

    @Override
    public void setNCharacterStream(String name, @Nullable Reader value, long length) throws SQLException {
        delegate().setNCharacterStream(name, value, length);
    }

    @Override
    public void setNCharacterStream(String name, @Nullable Reader value) throws SQLException {
        delegate().setNCharacterStream(name, value);
    }

    @Override
    public void setNClob(String name, @Nullable Reader value, long length) throws SQLException {
        delegate().setNClob(name, value, length);
    }

    @Override
    public void setNClob(String name, @Nullable Reader value) throws SQLException {
        delegate().setNClob(name, value);
    }

    @Override
    public void setNClob(String name, @Nullable NClob value) throws SQLException {
        delegate().setNClob(name, value);
    }

    @Override
    public void setNString(String name, @Nullable String value) throws SQLException {
        delegate().setNString(name, value);
    }

    @Override
    public void setNull(String name, int sqlType, @Nullable String typeName) throws SQLException {
        delegate().setNull(name, sqlType, typeName);
    }

    @Override
    public void setNull(String name, int sqlType) throws SQLException {
        delegate().setNull(name, sqlType);
    }

    @Override
    public void setObject(String name, @Nullable Object value, int sqlType, int scaleOrLength) throws SQLException {
        delegate().setObject(name, value, sqlType, scaleOrLength);
    }

    @Override
    public void setObject(String name, @Nullable Object value, int sqlType) throws SQLException {
        delegate().setObject(name, value, sqlType);
    }

    @Override
    public void setObject(String name, @Nullable Object value, SQLType sqlType, int scaleOrLength) throws SQLException {
        delegate().setObject(name, value, sqlType, scaleOrLength);
    }

    @Override
    public void setObject(String name, @Nullable Object value, SQLType sqlType) throws SQLException {
        delegate().setObject(name, value, sqlType);
    }

    @Override
    public void setObject(String name, @Nullable Object value) throws SQLException {
        delegate().setObject(name, value);
    }

    @Override
    public void setRowId(String name, @Nullable RowId value) throws SQLException {
        delegate().setRowId(name, value);
    }

    @Override
    public void setSQLXML(String name, @Nullable SQLXML value) throws SQLException {
        delegate().setSQLXML(name, value);
    }

    @Override
    public void setShort(String name, short value) throws SQLException {
        delegate().setShort(name, value);
    }

    @Override
    public void setString(String name, @Nullable String value) throws SQLException {
        delegate().setString(name, value);
    }

    @Override
    public void setTime(String name, @Nullable Time value, Calendar calendar) throws SQLException {
        delegate().setTime(name, value, calendar);
    }

    @Override
    public void setTime(String name, @Nullable Time value) throws SQLException {
        delegate().setTime(name, value);
    }

    @Override
    public void setTimestamp(String name, @Nullable Timestamp value, Calendar calendar) throws SQLException {
        delegate().setTimestamp(name, value, calendar);
    }

    @Override
    public void setTimestamp(String name, @Nullable Timestamp value) throws SQLException {
        delegate().setTimestamp(name, value);
    }

    @Override
    public void setURL(String name, @Nullable URL value) throws SQLException {
        delegate().setURL(name, value);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return delegate().wasNull();
    }
}

package io.datasafe.internal.jdbc;

import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a delegating callable statement that reads what came out. */
public abstract class CallableStatementGetters extends ObservedPreparedStatement implements CallableStatement {
    /** For whoever extends it. */
    protected CallableStatementGetters() {}

    @Override
    protected abstract CallableStatement delegate();

    @Override
    public @Nullable Array getArray(String name) throws SQLException {
        return delegate().getArray(name);
    }

    @Override
    public @Nullable Array getArray(int index) throws SQLException {
        return delegate().getArray(index);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(String name) throws SQLException {
        return delegate().getBigDecimal(name);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        return delegate().getBigDecimal(index, scale);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int index) throws SQLException {
        return delegate().getBigDecimal(index);
    }

    @Override
    public @Nullable Blob getBlob(String name) throws SQLException {
        return delegate().getBlob(name);
    }

    @Override
    public @Nullable Blob getBlob(int index) throws SQLException {
        return delegate().getBlob(index);
    }

    @Override
    public boolean getBoolean(String name) throws SQLException {
        return delegate().getBoolean(name);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return delegate().getBoolean(index);
    }

    @Override
    public byte getByte(String name) throws SQLException {
        return delegate().getByte(name);
    }

    @Override
    public byte getByte(int index) throws SQLException {
        return delegate().getByte(index);
    }

    @Override
    public byte @Nullable [] getBytes(String name) throws SQLException {
        return delegate().getBytes(name);
    }

    @Override
    public byte @Nullable [] getBytes(int index) throws SQLException {
        return delegate().getBytes(index);
    }

    @Override
    public @Nullable Reader getCharacterStream(String name) throws SQLException {
        return delegate().getCharacterStream(name);
    }

    @Override
    public @Nullable Reader getCharacterStream(int index) throws SQLException {
        return delegate().getCharacterStream(index);
    }

    @Override
    public @Nullable Clob getClob(String name) throws SQLException {
        return delegate().getClob(name);
    }

    @Override
    public @Nullable Clob getClob(int index) throws SQLException {
        return delegate().getClob(index);
    }

    @Override
    public @Nullable Date getDate(String name, Calendar calendar) throws SQLException {
        return delegate().getDate(name, calendar);
    }

    @Override
    public @Nullable Date getDate(String name) throws SQLException {
        return delegate().getDate(name);
    }

    @Override
    public @Nullable Date getDate(int index, Calendar calendar) throws SQLException {
        return delegate().getDate(index, calendar);
    }

    @Override
    public @Nullable Date getDate(int index) throws SQLException {
        return delegate().getDate(index);
    }

    @Override
    public double getDouble(String name) throws SQLException {
        return delegate().getDouble(name);
    }

    @Override
    public double getDouble(int index) throws SQLException {
        return delegate().getDouble(index);
    }

    @Override
    public float getFloat(String name) throws SQLException {
        return delegate().getFloat(name);
    }

    @Override
    public float getFloat(int index) throws SQLException {
        return delegate().getFloat(index);
    }

    @Override
    public int getInt(String name) throws SQLException {
        return delegate().getInt(name);
    }

    @Override
    public int getInt(int index) throws SQLException {
        return delegate().getInt(index);
    }

    @Override
    public long getLong(String name) throws SQLException {
        return delegate().getLong(name);
    }

    @Override
    public long getLong(int index) throws SQLException {
        return delegate().getLong(index);
    }

    @Override
    public @Nullable Reader getNCharacterStream(String name) throws SQLException {
        return delegate().getNCharacterStream(name);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int index) throws SQLException {
        return delegate().getNCharacterStream(index);
    }

    @Override
    public @Nullable NClob getNClob(String name) throws SQLException {
        return delegate().getNClob(name);
    }

    @Override
    public @Nullable NClob getNClob(int index) throws SQLException {
        return delegate().getNClob(index);
    }

    @Override
    public @Nullable String getNString(String name) throws SQLException {
        return delegate().getNString(name);
    }

    @Override
    public @Nullable String getNString(int index) throws SQLException {
        return delegate().getNString(index);
    }

    @Override
    public <T> @Nullable T getObject(String name, Class<T> type) throws SQLException {
        return delegate().getObject(name, type);
    }

    @Override
    public @Nullable Object getObject(String name, Map<String, Class<?>> map) throws SQLException {
        return delegate().getObject(name, map);
    }

    @Override
    public @Nullable Object getObject(String name) throws SQLException {
        return delegate().getObject(name);
    }

    @Override
    public <T> @Nullable T getObject(int index, Class<T> type) throws SQLException {
        return delegate().getObject(index, type);
    }

    @Override
    public @Nullable Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        return delegate().getObject(index, map);
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        return delegate().getObject(index);
    }

    @Override
    public @Nullable Ref getRef(String name) throws SQLException {
        return delegate().getRef(name);
    }

    @Override
    public @Nullable Ref getRef(int index) throws SQLException {
        return delegate().getRef(index);
    }

    @Override
    public @Nullable RowId getRowId(String name) throws SQLException {
        return delegate().getRowId(name);
    }

    @Override
    public @Nullable RowId getRowId(int index) throws SQLException {
        return delegate().getRowId(index);
    }

    @Override
    public @Nullable SQLXML getSQLXML(String name) throws SQLException {
        return delegate().getSQLXML(name);
    }

    @Override
    public @Nullable SQLXML getSQLXML(int index) throws SQLException {
        return delegate().getSQLXML(index);
    }

    @Override
    public short getShort(String name) throws SQLException {
        return delegate().getShort(name);
    }

    @Override
    public short getShort(int index) throws SQLException {
        return delegate().getShort(index);
    }

    @Override
    public @Nullable String getString(String name) throws SQLException {
        return delegate().getString(name);
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        return delegate().getString(index);
    }

    @Override
    public @Nullable Time getTime(String name, Calendar calendar) throws SQLException {
        return delegate().getTime(name, calendar);
    }

    @Override
    public @Nullable Time getTime(String name) throws SQLException {
        return delegate().getTime(name);
    }

    @Override
    public @Nullable Time getTime(int index, Calendar calendar) throws SQLException {
        return delegate().getTime(index, calendar);
    }

    @Override
    public @Nullable Time getTime(int index) throws SQLException {
        return delegate().getTime(index);
    }

    @Override
    public @Nullable Timestamp getTimestamp(String name, Calendar calendar) throws SQLException {
        return delegate().getTimestamp(name, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(String name) throws SQLException {
        return delegate().getTimestamp(name);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
        return delegate().getTimestamp(index, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int index) throws SQLException {
        return delegate().getTimestamp(index);
    }

    @Override
    public @Nullable URL getURL(String name) throws SQLException {
        return delegate().getURL(name);
    }

    @Override
    public @Nullable URL getURL(int index) throws SQLException {
        return delegate().getURL(index);
    }
}

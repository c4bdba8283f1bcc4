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
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a delegating result that reads columns. */
public abstract class ResultSetGetters extends ResultSetUpdates {
    /** For whoever extends it. */
    protected ResultSetGetters() {}

    @Override
    public @Nullable Array getArray(String label) throws SQLException {
        return delegate().getArray(label);
    }

    @Override
    public @Nullable Array getArray(int index) throws SQLException {
        return delegate().getArray(index);
    }

    @Override
    public @Nullable InputStream getAsciiStream(String label) throws SQLException {
        return delegate().getAsciiStream(label);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int index) throws SQLException {
        return delegate().getAsciiStream(index);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(String label, int scale) throws SQLException {
        return delegate().getBigDecimal(label, scale);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(String label) throws SQLException {
        return delegate().getBigDecimal(label);
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
    public @Nullable InputStream getBinaryStream(String label) throws SQLException {
        return delegate().getBinaryStream(label);
    }

    @Override
    public @Nullable InputStream getBinaryStream(int index) throws SQLException {
        return delegate().getBinaryStream(index);
    }

    @Override
    public @Nullable Blob getBlob(String label) throws SQLException {
        return delegate().getBlob(label);
    }

    @Override
    public @Nullable Blob getBlob(int index) throws SQLException {
        return delegate().getBlob(index);
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return delegate().getBoolean(label);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return delegate().getBoolean(index);
    }

    @Override
    public byte getByte(String label) throws SQLException {
        return delegate().getByte(label);
    }

    @Override
    public byte getByte(int index) throws SQLException {
        return delegate().getByte(index);
    }

    @Override
    public byte @Nullable [] getBytes(String label) throws SQLException {
        return delegate().getBytes(label);
    }

    @Override
    public byte @Nullable [] getBytes(int index) throws SQLException {
        return delegate().getBytes(index);
    }

    @Override
    public @Nullable Reader getCharacterStream(String label) throws SQLException {
        return delegate().getCharacterStream(label);
    }

    @Override
    public @Nullable Reader getCharacterStream(int index) throws SQLException {
        return delegate().getCharacterStream(index);
    }

    @Override
    public @Nullable Clob getClob(String label) throws SQLException {
        return delegate().getClob(label);
    }

    @Override
    public @Nullable Clob getClob(int index) throws SQLException {
        return delegate().getClob(index);
    }

    @Override
    public @Nullable Date getDate(String label, Calendar calendar) throws SQLException {
        return delegate().getDate(label, calendar);
    }

    @Override
    public @Nullable Date getDate(String label) throws SQLException {
        return delegate().getDate(label);
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
    public double getDouble(String label) throws SQLException {
        return delegate().getDouble(label);
    }

    @Override
    public double getDouble(int index) throws SQLException {
        return delegate().getDouble(index);
    }

    @Override
    public float getFloat(String label) throws SQLException {
        return delegate().getFloat(label);
    }

    @Override
    public float getFloat(int index) throws SQLException {
        return delegate().getFloat(index);
    }

    @Override
    public int getInt(String label) throws SQLException {
        return delegate().getInt(label);
    }

    @Override
    public int getInt(int index) throws SQLException {
        return delegate().getInt(index);
    }

    @Override
    public long getLong(String label) throws SQLException {
        return delegate().getLong(label);
    }

    @Override
    public long getLong(int index) throws SQLException {
        return delegate().getLong(index);
    }

    @Override
    public @Nullable Reader getNCharacterStream(String label) throws SQLException {
        return delegate().getNCharacterStream(label);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int index) throws SQLException {
        return delegate().getNCharacterStream(index);
    }

    @Override
    public @Nullable NClob getNClob(String label) throws SQLException {
        return delegate().getNClob(label);
    }

    @Override
    public @Nullable NClob getNClob(int index) throws SQLException {
        return delegate().getNClob(index);
    }

    @Override
    public @Nullable String getNString(String label) throws SQLException {
        return delegate().getNString(label);
    }

    @Override
    public @Nullable String getNString(int index) throws SQLException {
        return delegate().getNString(index);
    }

    @Override
    public <T> @Nullable T getObject(String label, Class<T> type) throws SQLException {
        return delegate().getObject(label, type);
    }

    @Override
    public @Nullable Object getObject(String label, Map<String, Class<?>> map) throws SQLException {
        return delegate().getObject(label, map);
    }

    @Override
    public @Nullable Object getObject(String label) throws SQLException {
        return delegate().getObject(label);
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
    public @Nullable Ref getRef(String label) throws SQLException {
        return delegate().getRef(label);
    }

    @Override
    public @Nullable Ref getRef(int index) throws SQLException {
        return delegate().getRef(index);
    }

    @Override
    public @Nullable RowId getRowId(String label) throws SQLException {
        return delegate().getRowId(label);
    }

    @Override
    public @Nullable RowId getRowId(int index) throws SQLException {
        return delegate().getRowId(index);
    }

    @Override
    public @Nullable SQLXML getSQLXML(String label) throws SQLException {
        return delegate().getSQLXML(label);
    }

    @Override
    public @Nullable SQLXML getSQLXML(int index) throws SQLException {
        return delegate().getSQLXML(index);
    }

    @Override
    public short getShort(String label) throws SQLException {
        return delegate().getShort(label);
    }

    @Override
    public short getShort(int index) throws SQLException {
        return delegate().getShort(index);
    }

    @Override
    public @Nullable String getString(String label) throws SQLException {
        return delegate().getString(label);
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        return delegate().getString(index);
    }

    @Override
    public @Nullable Time getTime(String label, Calendar calendar) throws SQLException {
        return delegate().getTime(label, calendar);
    }

    @Override
    public @Nullable Time getTime(String label) throws SQLException {
        return delegate().getTime(label);
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
    public @Nullable Timestamp getTimestamp(String label, Calendar calendar) throws SQLException {
        return delegate().getTimestamp(label, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(String label) throws SQLException {
        return delegate().getTimestamp(label);
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
    public @Nullable URL getURL(String label) throws SQLException {
        return delegate().getURL(label);
    }

    @Override
    public @Nullable URL getURL(int index) throws SQLException {
        return delegate().getURL(index);
    }

    @Override
    @Deprecated
    public @Nullable InputStream getUnicodeStream(String label) throws SQLException {
        return delegate().getUnicodeStream(label);
    }

    @Override
    @Deprecated
    public @Nullable InputStream getUnicodeStream(int index) throws SQLException {
        return delegate().getUnicodeStream(index);
    }
}

package io.datasafe.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The part of a delegating result that changes columns by streams and large objects. */
public abstract class ResultSetStreamUpdates implements ResultSet {
    /** For whoever extends it. */
    protected ResultSetStreamUpdates() {}

    /** {@return what all calls go to} */
    protected abstract ResultSet delegate();

    @Override
    public void updateAsciiStream(String label, @Nullable InputStream value, int length) throws SQLException {
        delegate().updateAsciiStream(label, value, length);
    }

    @Override
    public void updateAsciiStream(String label, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateAsciiStream(label, value, length);
    }

    @Override
    public void updateAsciiStream(String label, @Nullable InputStream value) throws SQLException {
        delegate().updateAsciiStream(label, value);
    }

    @Override
    public void updateAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        delegate().updateAsciiStream(index, value, length);
    }

    @Override
    public void updateAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateAsciiStream(index, value, length);
    }

    @Override
    public void updateAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        delegate().updateAsciiStream(index, value);
    }

    @Override
    public void updateBinaryStream(String label, @Nullable InputStream value, int length) throws SQLException {
        delegate().updateBinaryStream(label, value, length);
    }

    @Override
    public void updateBinaryStream(String label, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateBinaryStream(label, value, length);
    }

    @Override
    public void updateBinaryStream(String label, @Nullable InputStream value) throws SQLException {
        delegate().updateBinaryStream(label, value);
    }

    @Override
    public void updateBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        delegate().updateBinaryStream(index, value, length);
    }

    @Override
    public void updateBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateBinaryStream(index, value, length);
    }

    @Override
    public void updateBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        delegate().updateBinaryStream(index, value);
    }

    @Override
    public void updateBlob(String label, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateBlob(label, value, length);
    }

    @Override
    public void updateBlob(String label, @Nullable InputStream value) throws SQLException {
        delegate().updateBlob(label, value);
    }

    @Override
    public void updateBlob(String label, @Nullable Blob value) throws SQLException {
        delegate().updateBlob(label, value);
    }

    @Override
    public void updateBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        delegate().updateBlob(index, value, length);
    }

    @Override
    public void updateBlob(int index, @Nullable InputStream value) throws SQLException {
        delegate().updateBlob(index, value);
    }

    @Override
    public void updateBlob(int index, @Nullable Blob value) throws SQLException {
        delegate().updateBlob(index, value);
    }

    @Override
    public void updateCharacterStream(String label, @Nullable Reader value, int length) throws SQLException {
        delegate().updateCharacterStream(label, value, length);
    }

    @Override
    public void updateCharacterStream(String label, @Nullable Reader value, long length) throws SQLException {
        delegate().updateCharacterStream(label, value, length);
    }

    @Override
    public void updateCharacterStream(String label, @Nullable Reader value) throws SQLException {
        delegate().updateCharacterStream(label, value);
    }

    @Override
    public void updateCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        delegate().updateCharacterStream(index, value, length);
    }

    @Override
    public void updateCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().updateCharacterStream(index, value, length);
    }

    @Override
    public void updateCharacterStream(int index, @Nullable Reader value) throws SQLException {
        delegate().updateCharacterStream(index, value);
    }

    @Override
    public void updateClob(String label, @Nullable Reader value, long length) throws SQLException {
        delegate().updateClob(label, value, length);
    }

    @Override
    public void updateClob(String label, @Nullable Reader value) throws SQLException {
        delegate().updateClob(label, value);
    }

    @Override
    public void updateClob(String label, @Nullable Clob value) throws SQLException {
        delegate().updateClob(label, value);
    }

    @Override
    public void updateClob(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().updateClob(index, value, length);
    }

    @Override
    public void updateClob(int index, @Nullable Reader value) throws SQLException {
        delegate().updateClob(index, value);
    }

    @Override
    public void updateClob(int index, @Nullable Clob value) throws SQLException {
        delegate().updateClob(index, value);
    }

    @Override
    public void updateNCharacterStream(String label, @Nullable Reader value, long length) throws SQLException {
        delegate().updateNCharacterStream(label, value, length);
    }

    @Override
    public void updateNCharacterStream(String label, @Nullable Reader value) throws SQLException {
        delegate().updateNCharacterStream(label, value);
    }

    @Override
    public void updateNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().updateNCharacterStream(index, value, length);
    }

    @Override
    public void updateNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        delegate().updateNCharacterStream(index, value);
    }

    @Override
    public void updateNClob(String label, @Nullable Reader value, long length) throws SQLException {
        delegate().updateNClob(label, value, length);
    }

    @Override
    public void updateNClob(String label, @Nullable Reader value) throws SQLException {
        delegate().updateNClob(label, value);
    }

    @Override
    public void updateNClob(String label, @Nullable NClob value) throws SQLException {
        delegate().updateNClob(label, value);
    }

    @Override
    public void updateNClob(int index, @Nullable Reader value, long length) throws SQLException {
        delegate().updateNClob(index, value, length);
    }

    @Override
    public void updateNClob(int index, @Nullable Reader value) throws SQLException {
        delegate().updateNClob(index, value);
    }

    @Override
    public void updateNClob(int index, @Nullable NClob value) throws SQLException {
        delegate().updateNClob(index, value);
    }
}

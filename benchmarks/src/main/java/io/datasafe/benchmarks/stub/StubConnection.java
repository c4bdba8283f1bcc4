package io.datasafe.benchmarks.stub;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/**
 * A connection to nothing. It keeps the state that helpers and pools ask for, as fields; no call does work or
 * allocates.
 */
final class StubConnection extends AbstractPgConnection {
    private static final DatabaseMetaData METADATA = (DatabaseMetaData) Proxy.newProxyInstance(
            StubConnection.class.getClassLoader(), new Class<?>[] {DatabaseMetaData.class}, StubConnection::metaData);
    private static final int POSTGRESQL = 18;

    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean closed;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private int networkTimeout;
    private final StubStatement statement;

    StubConnection(int rows, int columns) {
        statement = new StubStatement(rows, columns);
    }

    void open() {
        closed = false;
    }

    /** The same one for each text: one at a time. */
    @Override
    public PreparedStatement prepareStatement(String sql) {
        return statement;
    }

    @Override
    public DatabaseMetaData getMetaData() {
        return METADATA;
    }

    private static Object metaData(Object self, Method method, Object @Nullable [] arguments) {
        if (method.getName().equals("getDatabaseMajorVersion")) {
            return POSTGRESQL;
        }
        throw new UnsupportedOperationException("the stub does not expect " + method.getName());
    }

    /**
     * OPEN inside a transaction, as if the work had sent a statement: no helper may take an empty transaction as a
     * short cut.
     */
    @Override
    public TransactionState getTransactionState() {
        return autoCommit ? TransactionState.IDLE : TransactionState.OPEN;
    }

    @Override
    public boolean getAutoCommit() {
        return autoCommit;
    }

    @Override
    public void setAutoCommit(boolean on) {
        autoCommit = on;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public void setReadOnly(boolean on) {
        readOnly = on;
    }

    @Override
    public int getTransactionIsolation() {
        return isolation;
    }

    @Override
    public void setTransactionIsolation(int level) {
        isolation = level;
    }

    @Override
    public void commit() {}

    @Override
    public void rollback() {}

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort(Executor executor) {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isValid(int seconds) {
        return !closed;
    }

    @Override
    public int getNetworkTimeout() {
        return networkTimeout;
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) {
        networkTimeout = milliseconds;
    }

    @Override
    public @Nullable String getCatalog() {
        return null;
    }

    @Override
    public @Nullable String getSchema() {
        return null;
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("the stub is no " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}

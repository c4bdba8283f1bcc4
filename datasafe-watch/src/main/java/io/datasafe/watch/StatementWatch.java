package io.datasafe.watch;

import io.datasafe.internal.jdbc.ObservedStatement;
import io.datasafe.internal.jdbc.StatementObserver;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reports the executions of one statement to the scopes of the thread. Looks at values only while a scope is open. */
final class StatementWatch implements StatementObserver {
    private final StatementSource source;
    private final Connection connection;
    private final @Nullable String prepared;
    private final ArrayLengths arrays;

    /** Created when the first value is bound inside a scope. */
    private @Nullable Binds binds;

    private @Nullable StatementShape preparedText;
    private @Nullable StatementShape sent;
    private @Nullable String batched;
    private int batch;

    StatementWatch(StatementSource source, Connection connection, @Nullable String prepared, ArrayLengths arrays) {
        this.source = source;
        this.connection = connection;
        this.prepared = prepared;
        this.arrays = arrays;
    }

    @Override
    public <T extends @Nullable Object> T execution(@Nullable String sql, Call<T> call) throws SQLException {
        return watched(sql, sql == null ? bound() : Binds.NONE, 1, call);
    }

    @Override
    public <T extends @Nullable Object> T batch(Call<T> call) throws SQLException {
        int size = batch;
        String sql = batched;
        cleared();
        return size == 0 ? call.call() : watched(sql, prepared == null ? Binds.NONE : bound(), size, call);
    }

    private <T extends @Nullable Object> T watched(@Nullable String sql, Binds values, int size, Call<T> call)
            throws SQLException {
        WatchScope scope = WatchScope.current();
        if (scope == null) {
            sent = null;
            return call.call();
        }
        StatementShape text = sql == null ? preparedText() : StatementShape.of(sql);
        sent = text;
        long start = System.nanoTime();
        try {
            return call.call();
        } finally {
            scope.add(source, text, values, size, System.nanoTime() - start);
        }
    }

    private StatementShape preparedText() {
        StatementShape text = preparedText;
        if (text == null) {
            text = StatementShape.of(prepared == null ? "" : prepared);
            preparedText = text;
        }
        return text;
    }

    @Override
    public void added(@Nullable String sql) {
        batch++;
        batched = sql;
    }

    @Override
    public void cleared() {
        batch = 0;
        batched = null;
    }

    private Binds bound() {
        return binds == null ? Binds.NONE : binds;
    }

    /** The place for bound values; null outside of a scope. */
    private @Nullable Binds toBind() {
        if (WatchScope.current() == null) {
            return null;
        }
        Binds known = binds;
        if (known == null) {
            binds = known = new Binds();
        }
        return known;
    }

    @Override
    public void bound(int index, @Nullable Object value) {
        Binds to = toBind();
        if (to == null) {
            return;
        }
        if (value instanceof Array array) {
            arrays.bind(to, index, array);
        } else if (value instanceof InputStream
                || value instanceof Reader
                || value instanceof Blob
                || value instanceof Clob) {
            to.setOpaque(index, value);
        } else {
            to.set(index, value);
        }
    }

    @Override
    public void bound(int index, long value, String type) {
        Binds to = toBind();
        if (to != null) {
            to.setLong(index, value, type);
        }
    }

    @Override
    public void unbound() {
        if (binds != null) {
            binds.clear();
        }
    }

    @Override
    public ResultSet opened(ResultSet result, ObservedStatement statement) throws SQLException {
        WatchScope scope = WatchScope.current();
        StatementShape text = sent;
        if (scope == null || text == null || result instanceof WatchedResultSet) {
            return result;
        }
        ResultTrace trace = scope.trace(source, text);
        if (trace == null) {
            return result;
        }
        trace.begin(result);
        return new WatchedResultSet(result, statement, trace);
    }

    @Override
    public Connection connection() {
        return connection;
    }
}

package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.StatementHooks;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Reports the executions of one statement to the scopes of the thread. Looks at values only while a scope is open. */
final class StatementWatch extends StatementHooks {
    private final StatementSource source;
    private final @Nullable String prepared;

    /** Created when the first value is bound inside a scope. */
    private @Nullable Binds binds;

    private @Nullable StatementShape preparedText;
    private @Nullable StatementShape sent;
    private @Nullable String batched;
    private int batch;

    /** The execution that is under way. */
    private @Nullable WatchScope scope;

    private Binds values = Binds.NONE;
    private int size;
    private long start;

    StatementWatch(StatementSource source, @Nullable String prepared) {
        this.source = source;
        this.prepared = prepared;
    }

    @Override
    protected void beforeExecution(Statement statement, @Nullable String sql) {
        begin(sql, sql == null ? bound() : Binds.NONE, 1);
    }

    @Override
    protected void beforeBatch(Statement statement) {
        int added = batch;
        String sql = batched;
        cleared();
        if (added > 0) {
            begin(sql, prepared == null ? Binds.NONE : bound(), added);
        }
    }

    private void begin(@Nullable String sql, Binds bound, int count) {
        WatchScope current = WatchScope.current();
        scope = current;
        if (current == null) {
            sent = null;
            return;
        }
        sent = sql == null ? preparedText() : StatementShape.of(sql);
        values = bound;
        size = count;
        start = System.nanoTime();
    }

    @Override
    protected void afterExecution() {
        WatchScope open = scope;
        StatementShape text = sent;
        if (open != null && text != null) {
            scope = null;
            open.add(source, text, values, size, System.nanoTime() - start);
        }
    }

    /** It was sent as well. */
    @Override
    protected void afterFailure() {
        afterExecution();
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
    protected void added(@Nullable String sql) {
        batch++;
        batched = sql;
    }

    @Override
    protected void cleared() {
        batch = 0;
        batched = null;
    }

    private Binds bound() {
        return binds == null ? Binds.NONE : binds;
    }

    @Override
    protected boolean seesValues() {
        return WatchScope.current() != null;
    }

    private Binds toBind() {
        Binds known = binds;
        if (known == null) {
            known = new Binds();
            binds = known;
        }
        return known;
    }

    @Override
    protected void bound(int index, @Nullable Object value) {
        Binds to = toBind();
        if (value instanceof WatchedArray array) {
            array.bind(to, index);
        } else if (value instanceof Array
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof Blob
                || value instanceof Clob) {
            to.setOpaque(index, value);
        } else {
            to.set(index, value);
        }
    }

    @Override
    protected void bound(int index, long value, String type) {
        toBind().setLong(index, value, type);
    }

    @Override
    protected void unbound() {
        if (binds != null) {
            binds.clear();
        }
    }

    @Override
    protected ResultSet opened(ResultSet result, ForwardingConnection connection, Statement statement)
            throws SQLException {
        WatchScope current = WatchScope.current();
        StatementShape text = sent;
        ResultTrace trace = current == null || text == null ? null : current.trace(source, text);
        if (trace == null) {
            return super.opened(result, connection, statement);
        }
        trace.begin(result);
        return new WatchedResultSet(result, connection, statement, trace);
    }
}

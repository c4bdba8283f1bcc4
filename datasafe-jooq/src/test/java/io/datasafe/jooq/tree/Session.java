package io.datasafe.jooq.tree;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A connection with a thread of its own, so that a test can say step by step who does what before whom. */
final class Session implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Connection connection;
    private final DSLContext dsl;
    private final int pid;

    Session(DataSource source) throws SQLException {
        connection = source.getConnection();
        dsl = DSL.using(connection, SQLDialect.POSTGRES);
        pid = (int) dsl.fetchValue("select pg_backend_pid()");
    }

    DSLContext dsl() {
        return dsl;
    }

    Session begin(String isolation) {
        dsl.execute("begin isolation level " + isolation);
        return this;
    }

    void commit() {
        dsl.execute("commit");
    }

    /** Begins it, and comes back at once. */
    <T> Future<T> start(Callable<T> work) {
        return thread.submit(work);
    }

    Future<?> start(String sql) {
        return thread.submit(() -> dsl.execute(sql));
    }

    /** Comes back when what was started waits for a lock of another session. */
    void awaitBlocked(DSLContext observer) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(boolean) observer.fetchValue("select cardinality(pg_blocking_pids(" + pid + ")) > 0")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("session " + pid + " does not wait");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }
}

package io.datasafe.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A database session with a thread of its own. Two of them let a test interleave transactions step by step, and wait
 * until one is blocked by a lock of the other, without sleeping:
 *
 * <pre>{@code
 * try (ConcurrentSession one = ConcurrentSession.open(dataSource);
 *         ConcurrentSession other = ConcurrentSession.open(dataSource)) {
 *     one.begin("read committed").execute("update account set balance = 0 where id = 1");
 *     Future<?> update = other.start("update account set balance = 1 where id = 1");
 *     other.awaitBlocked();
 *     one.commit();
 *     update.get();
 * }
 * }</pre>
 *
 * <p>The thread of the test uses it step by step: while work that was started has not ended, only {@link #awaitBlocked}
 * may be called.
 *
 * @since 0.1
 */
public final class ConcurrentSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 1_000_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "datasafe-test-session");
        made.setDaemon(true);
        return made;
    });
    private final DataSource dataSource;
    private final Connection connection;
    private final int pid;

    private ConcurrentSession(DataSource dataSource, Connection connection, int pid) {
        this.dataSource = dataSource;
        this.connection = connection;
        this.pid = pid;
    }

    /**
     * Opens a session: takes a connection, and asks the server for its process id.
     *
     * @param dataSource leads to PostgreSQL; not a pool of one connection, because {@link #awaitBlocked} needs another
     * @return the session; the caller closes it
     * @throws SQLException if the connection cannot be opened
     */
    public static ConcurrentSession open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return new ConcurrentSession(dataSource, connection, row.getInt(1));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** {@return the connection of the session} */
    public Connection connection() {
        return connection;
    }

    /**
     * Begins a transaction on the thread of the test, with a {@code BEGIN} statement.
     *
     * @param isolation the isolation level as written in SQL, such as {@code "read committed"}
     * @return this session
     * @throws SQLException if the server refuses
     */
    public ConcurrentSession begin(String isolation) throws SQLException {
        execute("BEGIN ISOLATION LEVEL " + isolation);
        return this;
    }

    /**
     * Commits on the thread of the test, with a {@code COMMIT} statement.
     *
     * @throws SQLException if the server refuses
     */
    public void commit() throws SQLException {
        execute("COMMIT");
    }

    /**
     * Executes a statement on the thread of the test.
     *
     * @param sql the statement
     * @throws SQLException if the server refuses
     */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Starts work on the thread of the session, and returns at once.
     *
     * @param work uses the {@link #connection}
     * @param <T> the type of its result
     * @return its result, or what it threw
     */
    public <T> Future<T> start(Callable<T> work) {
        return thread.submit(work);
    }

    /**
     * Starts a statement on the thread of the session, and returns at once.
     *
     * @param sql the statement
     * @return ends when the statement has ended
     */
    public Future<?> start(String sql) {
        return thread.submit(() -> {
            execute(sql);
            return null;
        });
    }

    /**
     * Waits until the session waits for a lock of another session, at most 30 seconds. Asks the server with {@code
     * pg_blocking_pids} on another connection of the data source.
     *
     * @throws SQLException if the server cannot be asked
     * @throws AssertionError if the session does not wait for a lock in that time
     */
    public void awaitBlocked() throws SQLException {
        long start = System.nanoTime();
        try (Connection observer = dataSource.getConnection();
                PreparedStatement query = observer.prepareStatement("SELECT cardinality(pg_blocking_pids(?)) > 0")) {
            query.setInt(1, pid);
            while (!isTrue(query)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new AssertionError("session " + pid + " does not wait for a lock after " + PATIENCE);
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    private static boolean isTrue(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Interrupts the thread and closes the connection, which rolls back an open transaction. */
    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }
}

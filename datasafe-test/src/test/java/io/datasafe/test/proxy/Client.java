package io.datasafe.test.proxy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JDBC connection in a test: statements in words, and a commit in a thread of its own. */
final class Client implements AutoCloseable {
    private final Connection connection;

    Client(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    Client begin() throws SQLException {
        connection.setAutoCommit(false);
        return this;
    }

    Client run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "(no row)";
        }
    }

    int pid() throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    static Pending inBackground(Work work) {
        return new Pending(work);
    }

    Pending commit() {
        return new Pending(connection::commit);
    }

    Pending later(String sql) {
        return new Pending(() -> run(sql));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    interface Work {
        void run() throws SQLException;
    }

    /** Something that a test starts now and whose end it sees later. */
    static final class Pending {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Pending(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                    done.complete(null);
                } catch (SQLException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        boolean isDone() {
            return done.isDone();
        }

        /** Waits for the end; throws what the work threw. */
        void join() throws SQLException {
            try {
                done.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

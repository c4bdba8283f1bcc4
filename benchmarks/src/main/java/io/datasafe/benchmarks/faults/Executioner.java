package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** Kills sessions of the server where they wait, from a connection of its own: one at a time, for one worker. */
final class Executioner implements AutoCloseable {
    private static final long PAUSE_NANOS = 500_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Connection connection;

    /** Connects as a superuser. */
    Executioner(DataSource server) throws SQLException {
        connection = server.getConnection();
    }

    /** Kills the session as soon as it waits there, unless it is over before that. {@return whether it was killed} */
    CompletableFuture<Boolean> kill(int pid, String place, BooleanSupplier over) {
        return CompletableFuture.supplyAsync(() -> await(pid, place, over), thread);
    }

    private boolean await(int pid, String place, BooleanSupplier over) {
        try (PreparedStatement kill = connection.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_get_activity(?) where wait_event = ?")) {
            kill.setInt(1, pid);
            kill.setString(2, place);
            while (!over.getAsBoolean()) {
                try (ResultSet row = kill.executeQuery()) {
                    if (row.next()) {
                        return row.getBoolean(1);
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return false;
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdown();
        connection.close();
    }
}

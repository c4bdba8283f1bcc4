package io.datasafe.benchmarks.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Kills the server's session at a place where it waits in the midst of COMMIT. */
final class Killed implements Sabotage {
    private final Executioner executioner;
    private final String setting;
    private final String place;
    private @Nullable CompletableFuture<Boolean> killed;
    private volatile boolean over;

    private Killed(Executioner executioner, String setting, String place) {
        this.executioner = executioner;
        this.setting = setting;
        this.place = place;
    }

    /** Where it has committed, and waits for a synchronous replica that does not exist. */
    static Killed inSyncWait(Executioner executioner) {
        return new Killed(executioner, "set local synchronous_commit = on", "SyncRep");
    }

    /** Where it has read COMMIT, and a deferred constraint trigger waits for a lock. */
    static Killed inTrigger(Executioner executioner) {
        return new Killed(executioner, "set local faults.gate = 'shut'", "advisory");
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
        }
    }

    @Override
    public void arm(Connection connection) throws SQLException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        killed = executioner.kill(pid, place, () -> over);
    }

    @Override
    public boolean finish() {
        over = true;
        return killed != null && killed.join();
    }
}

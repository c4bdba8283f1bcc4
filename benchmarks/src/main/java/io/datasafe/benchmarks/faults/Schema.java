package io.datasafe.benchmarks.faults;

import io.datasafe.tx.OnceTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The tables of a bank, and the role that contenders log in with: an ordinary one, that owns nothing. */
final class Schema {
    static final String ROLE = "teller";
    static final int BALANCE = 1_000_000;

    /** What the deferred trigger waits for. A session of its own has it, for as long as a gate is shut. */
    private static final int GATE = 1;

    private static final long PAUSE_NANOS = 2_000_000;

    private Schema() {}

    /** Creates the role. {@return its password} */
    static String createRole(DataSource server) throws SQLException {
        String password = UUID.randomUUID().toString();
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            // Thousands of connections are lost and replaced: they should not spend their time on hashing a password.
            // PostgreSQL 15 has no such setting.
            statement.execute(
                    "select set_config('scram_iterations', '1', false) from pg_settings where name = 'scram_iterations'");
            statement.execute("create role " + ROLE + " login password '" + password + "'");
        }
        return password;
    }

    static void create(Connection connection, int accounts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance bigint not null)");
            statement.execute(
                    "insert into account select i, " + BALANCE + " from generate_series(1, " + accounts + ") i");
            statement.execute("create table journal (id bigint generated always as identity primary key,"
                    + " operation bigint not null, payer int not null, payee int not null, amount int not null)");
            statement.execute("create function wait_at_gate() returns trigger language plpgsql as $$"
                    + " begin perform pg_advisory_xact_lock_shared(" + GATE + "); return null; end $$");
            statement.execute(
                    "create constraint trigger gate after insert on journal deferrable initially deferred"
                            + " for each row when (current_setting('faults.gate', true) = 'shut') execute function wait_at_gate()");
            statement.execute(OnceTable.ddl());
            statement.execute("grant select, insert, update on all tables in schema public to " + ROLE);
        }
    }

    /** Makes the deferred trigger wait where it is asked to, until the connection that is returned is closed. */
    static Connection shutGate(DataSource bank) throws SQLException {
        Connection connection = bank.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + GATE + ")");
        }
        return connection;
    }

    /** Waits until no session of the role is in a transaction: whatever was still on its way has arrived. */
    static void awaitEndOfTransactions(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where usename = '" + ROLE + "' and state <> 'idle'")) {
                    row.next();
                    if (row.getInt(1) == 0) {
                        return;
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}

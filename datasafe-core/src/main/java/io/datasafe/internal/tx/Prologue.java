package io.datasafe.internal.tx;

import io.datasafe.internal.pg.TransactionIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to the server, and asked of it, in one network flight with BEGIN, if there is anything. */
final class Prologue {
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    /**
     * Room for an isolation level, all five settings and the identity, so that the text is never copied while it grows.
     */
    private static final int ROOM = 640;

    private final TransactionSettings asked;
    private final @Nullable String setTransaction;

    Prologue(TransactionSettings asked) {
        this.asked = asked;
        this.setTransaction = setTransaction(asked);
    }

    /**
     * Sends it.
     *
     * @return what names the transaction; null if it is read-only, by request or because the server is a standby
     */
    @Nullable
    TransactionIdentity send(Connection connection) throws SQLException {
        List<Setting> timeouts = timeouts(connection);
        if (asked.deferrable()) {
            sendDeferrable(connection, timeouts);
            return null;
        }
        List<Setting> settings = withTenant(timeouts);
        if (settings.isEmpty() && setTransaction != null && asked.readOnly()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(setTransaction);
                return null;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql(settings))) {
            for (int i = 0; i < settings.size(); i++) {
                statement.setString(i + 1, settings.get(i).value());
            }
            statement.execute();
            if (setTransaction != null) {
                statement.getMoreResults();
            }
            return asked.readOnly() ? null : identity(statement, settings.size());
        }
    }

    /**
     * A SELECT takes the snapshot, which may wait for as long as others write: the timeouts must be in force by then,
     * so they are set by what takes none.
     */
    private void sendDeferrable(Connection connection, List<Setting> timeouts) throws SQLException {
        StringBuilder sql = new StringBuilder(200).append(setTransaction);
        for (Setting timeout : timeouts) {
            sql.append("; SET LOCAL ").append(timeout.name()).append(" = ").append(timeout.value());
        }
        String tenant = asked.tenant();
        if (tenant == null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.toString());
            }
            return;
        }
        sql.append("; SELECT set_config('").append(asked.tenantSetting()).append("', ?, true)");
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    /** Until when this side must keep watch over the whole transaction, because the server cannot. */
    @Nullable
    Deadline keptHere(Connection connection) throws SQLException {
        Duration whole = asked.bounds().transaction();
        return whole == null || knowsTransactionTimeout(connection) ? null : Deadline.in(whole, "Timeouts.transaction");
    }

    private static @Nullable TransactionIdentity identity(Statement statement, int settings) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return TransactionIdentity.read(row, settings + 1);
        }
    }

    private String sql(List<Setting> settings) {
        StringBuilder sql = new StringBuilder(ROOM);
        if (setTransaction != null) {
            sql.append(setTransaction).append("; ");
        }
        String separator = "SELECT ";
        for (Setting setting : settings) {
            // The names are constants, but for the tenant's, which was checked to be a name.
            sql.append(separator).append("set_config('").append(setting.name()).append("', ?, true)");
            separator = ", ";
        }
        if (!asked.readOnly()) {
            sql.append(separator).append(TransactionIdentity.COLUMNS);
        }
        return sql.toString();
    }

    private List<Setting> withTenant(List<Setting> timeouts) {
        if (asked.tenant() != null) {
            timeouts.add(new Setting(asked.tenantSetting(), asked.tenant()));
        }
        return timeouts;
    }

    private List<Setting> timeouts(Connection connection) throws SQLException {
        List<Setting> settings = new ArrayList<>(6);
        TimeBounds bounds = asked.bounds();
        Deadline deadline = asked.deadline();
        Duration left = deadline == null ? null : Duration.ofMillis(Math.max(1, deadline.millisLeft()));
        Duration whole = shorter(bounds.transaction(), left);
        boolean serverBounds = whole != null && knowsTransactionTimeout(connection);
        add(settings, "statement_timeout", shorter(bounds.statement(), serverBounds ? left : whole));
        add(settings, "lock_timeout", bounds.lock());
        add(
                settings,
                "idle_in_transaction_session_timeout",
                serverBounds ? bounds.idle() : shorter(bounds.idle(), whole));
        if (serverBounds) {
            add(settings, "transaction_timeout", whole);
        }
        return settings;
    }

    private static boolean knowsTransactionTimeout(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT_SINCE;
    }

    private static void add(List<Setting> settings, String name, @Nullable Duration bound) {
        if (bound != null) {
            settings.add(new Setting(name, Long.toString(bound.toMillis())));
        }
    }

    private static @Nullable Duration shorter(@Nullable Duration a, @Nullable Duration b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** READ ONLY goes with BEGIN: the driver sends it there. */
    private static @Nullable String setTransaction(TransactionSettings asked) {
        String isolation = asked.isolation();
        if (isolation == null) {
            return null;
        }
        String level = "SET TRANSACTION ISOLATION LEVEL " + isolation;
        return asked.deferrable() ? level + ", DEFERRABLE" : level;
    }

    private record Setting(String name, String value) {}
}

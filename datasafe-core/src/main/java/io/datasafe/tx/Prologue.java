package io.datasafe.tx;

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

/** What is said and asked in one network flight with BEGIN, if anything is. */
final class Prologue {
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    /** Room for an isolation level, all five settings and the identity, so that the text is never copied while it grows. */
    private static final int ROOM = 640;

    private final Characteristics characteristics;
    private final String tenantSetting;
    private final @Nullable String setTransaction;

    private Prologue(Characteristics characteristics, String tenantSetting) {
        this.characteristics = characteristics;
        this.tenantSetting = tenantSetting;
        this.setTransaction = setTransaction(characteristics);
    }

    /** Null if nothing is asked for: then BEGIN rides with the first statement of the work, and no round trip is added. */
    static @Nullable Prologue of(TxSetup setup, Characteristics asked, boolean deadlines) {
        boolean needed = asked.isolation() != null
                || asked.tenant() != null
                || asked.timeouts().inPrologue()
                || deadlines
                || asked.resolvable() && !asked.readOnly();
        return needed ? new Prologue(asked, setup.tenantSetting()) : null;
    }

    /**
     * Sends it.
     *
     * @return what names the transaction; null if it is read-only, by request or because the server is a standby
     */
    @Nullable
    TransactionIdentity send(Connection connection, @Nullable Deadline deadline) throws SQLException {
        List<Setting> timeouts = timeouts(connection, deadline);
        if (characteristics.deferrable()) {
            sendDeferrable(connection, timeouts);
            return null;
        }
        List<Setting> settings = withTenant(timeouts);
        if (settings.isEmpty() && setTransaction != null && characteristics.readOnly()) {
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
            return characteristics.readOnly() ? null : identity(statement, settings.size());
        }
    }

    /**
     * A SELECT takes the snapshot, which may wait for as long as others write: the timeouts must be in force by then, so they are set by what
     * takes none.
     */
    private void sendDeferrable(Connection connection, List<Setting> timeouts) throws SQLException {
        StringBuilder sql = new StringBuilder(200).append(setTransaction);
        for (Setting timeout : timeouts) {
            sql.append("; SET LOCAL ").append(timeout.name()).append(" = ").append(timeout.value());
        }
        String tenant = characteristics.tenant();
        if (tenant == null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.toString());
            }
            return;
        }
        sql.append("; SELECT set_config('").append(tenantSetting).append("', ?, true)");
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }

    /** Until when this side must keep watch over the whole transaction, because the server cannot. */
    @Nullable
    Deadline keptHere(Connection connection) throws SQLException {
        Duration whole = characteristics.timeouts().transaction();
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
        if (!characteristics.readOnly()) {
            sql.append(separator).append(TransactionIdentity.COLUMNS);
        }
        return sql.toString();
    }

    private List<Setting> withTenant(List<Setting> timeouts) {
        if (characteristics.tenant() != null) {
            timeouts.add(new Setting(tenantSetting, characteristics.tenant()));
        }
        return timeouts;
    }

    private List<Setting> timeouts(Connection connection, @Nullable Deadline deadline) throws SQLException {
        List<Setting> settings = new ArrayList<>(6);
        Timeouts timeouts = characteristics.timeouts();
        Duration left = deadline == null ? null : Duration.ofMillis(Math.max(1, deadline.millisLeft()));
        Duration whole = shorter(timeouts.transaction(), left);
        boolean serverBounds = whole != null && knowsTransactionTimeout(connection);
        add(settings, "statement_timeout", shorter(timeouts.statement(), serverBounds ? left : whole));
        add(settings, "lock_timeout", timeouts.lock());
        add(
                settings,
                "idle_in_transaction_session_timeout",
                serverBounds ? timeouts.idle() : shorter(timeouts.idle(), whole));
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
    private static @Nullable String setTransaction(Characteristics characteristics) {
        Isolation isolation = characteristics.isolation();
        if (isolation == null) {
            return null;
        }
        return characteristics.deferrable() ? isolation.prologue() + ", DEFERRABLE" : isolation.prologue();
    }

    private record Setting(String name, String value) {}
}

package io.datasafe.tx;

import io.datasafe.sqlstate.SqlState;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says why a data source gave no connection, and what to do about it. */
final class NoConnection {
    private static final int MAX_CAUSES = 100;

    private NoConnection() {}

    static TransactionException of(String title, Throwable e) {
        String sqlState = SqlState.of(e);
        String state = sqlState == null ? "" : " (SQLSTATE " + sqlState + ")";
        return new TransactionException(
                title + " got no connection from its data source" + state + advice(sqlState, e), e);
    }

    static TransactionException ofNull(String title, DataSource dataSource) {
        return new TransactionException(
                title + " got no connection from its data source: getConnection() of "
                        + dataSource.getClass().getName() + " returned null, must return a connection",
                null);
    }

    private static String advice(@Nullable String sqlState, Throwable e) {
        if (sqlState == null) {
            return adviceOnPool(e);
        }
        return switch (sqlState) {
            case "53300" -> ": the server has none left. Make the pools smaller, or raise max_connections";
            case "57P01", "57P02", "57P03" -> ": the server is starting up or shutting down";
            case "3D000" -> ": the server has no database of this name. Correct the data source's";
            default -> adviceOnClass(sqlState.substring(0, 2));
        };
    }

    private static String adviceOnClass(String sqlClass) {
        return switch (sqlClass) {
            case "08" -> ": no server answers. Is it up, and is the data source's address right?";
            case "28" -> ": the server refuses the user or the password. Correct the data source's";
            default -> "";
        };
    }

    private static String adviceOnPool(Throwable e) {
        if (isOfPool(e)) {
            return ": all of them are in use. Hold each for a shorter time, or make the pool larger";
        }
        return e instanceof SQLException
                ? ""
                : ": it failed by itself. Is it configured completely? The cause has more";
    }

    /** Whether a pool gave up waiting. If the server is the reason, the failure has a SQLSTATE too. */
    static boolean isOfPool(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < MAX_CAUSES; depth++, t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }
}

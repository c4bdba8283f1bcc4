package io.datasafe.tx;

import io.datasafe.internal.pg.CommitStatement;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.sql.SqlIdentifier;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row that records that something was done, and its result. */
record OnceMarker<T>(SqlIdentifier table, String scope, String key, ResultCodec<T> stored) {
    private static final int LONGEST = 500;
    private static final String NO_TABLE = "42P01";
    private static final String SHAPE = "42";

    /** A marker that was there already. */
    record Found(@Nullable String type, @Nullable String result) {}

    static <T> OnceMarker<T> of(TxSetup setup, String scope, Object key, ResultCodec<T> stored) {
        checkLength("scope", scope);
        return new OnceMarker<>(setup.onceTable(), scope, text(key), stored);
    }

    private static String text(Object key) {
        if (key instanceof String text) {
            checkLength("key", text);
            return text;
        }
        if (key instanceof UUID
                || key instanceof Long
                || key instanceof Integer
                || key instanceof Short
                || key instanceof BigInteger) {
            return key.toString();
        }
        throw new IllegalArgumentException("key is of type " + key.getClass().getName()
                + ", must be a String, UUID, Short, Integer, Long or BigInteger");
    }

    private static void checkLength(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " has " + value.length() + " characters, must have 1 to " + LONGEST + ", not all blank");
        }
    }

    /**
     * Takes the marker, in one round trip that also reads the transaction's identity. Waits for a transaction that is
     * taking the same marker.
     *
     * @return null if it is taken now; otherwise the marker that was there
     */
    @Nullable
    Found take(TxScope scope) {
        try (PreparedStatement statement = scope.physical().connection().prepareStatement(sql())) {
            statement.setString(1, this.scope);
            statement.setString(2, key);
            statement.setString(3, this.scope);
            statement.setString(4, key);
            while (true) {
                statement.execute();
                boolean taken = statement.getUpdateCount() == 1;
                statement.getMoreResults();
                try (ResultSet row = statement.getResultSet()) {
                    // No row: it was there for INSERT, and has been pruned since. Then it can be taken.
                    if (row.next()) {
                        scope.physical().identify(TransactionIdentity.read(row, 3));
                        return taken ? null : found(scope.options(), row.getString(1), row.getString(2));
                    }
                }
            }
        } catch (SQLException e) {
            throw failure(scope.options(), e);
        }
    }

    private String sql() {
        return "INSERT INTO " + table.quoted() + " (scope, key) VALUES (?, ?) ON CONFLICT (scope, key) DO NOTHING;"
                + " SELECT result_type, result, " + TransactionIdentity.COLUMNS + " FROM " + table.quoted()
                + " WHERE scope = ? AND key = ?";
    }

    private Found found(TxOptions options, @Nullable String type, @Nullable String result) {
        if (type == null) {
            throw new IllegalStateException(
                    title(options) + " is being done in this very transaction, further out: it" + " has no result yet");
        }
        return new Found(type, result);
    }

    @Nullable
    T read(TxOptions options, Found found) {
        if (!stored.name().equals(found.type())) {
            throw new TransactionException(
                    title(options) + " has a result of type " + found.type() + ", and " + stored.name()
                            + " was asked for: two uses share the scope; give each its own",
                    null);
        }
        return stored.read(found.result());
    }

    /** Stores the result with COMMIT. */
    CommitStatement result(TxOptions options, @Nullable T result) {
        return new CommitStatement(
                "UPDATE " + table.quoted() + " SET result_type = ?, result = ? WHERE scope = ? AND key = ?",
                Arrays.asList(stored.name(), stored.write(result), scope, key));
    }

    private TransactionException failure(TxOptions options, SQLException e) {
        String state = e.getSQLState();
        if (NO_TABLE.equals(state)) {
            return new TransactionException(
                    title(options) + " needs the table " + table + ", which is not there: make it with OnceTable.ddl(),"
                            + " or name another with onceTable(..)",
                    e);
        }
        if (state != null && state.startsWith(SHAPE)) {
            return new TransactionException(
                    title(options) + " cannot use the table " + table + " (SQLSTATE " + state
                            + "): it must be as OnceTable.ddl() makes it, and this role may SELECT, INSERT and UPDATE",
                    e);
        }
        return new TransactionException(title(options) + " could not take its marker", e);
    }

    private String title(TxOptions options) {
        return "once(\"" + scope + "\", ..) in " + options.title();
    }
}

package io.datasafe.tx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A lock that the transaction holds until its end, on a name instead of a row. */
final class AdvisoryLock {
    private static final String TAKE = "SELECT pg_is_in_recovery(),"
            + " CASE WHEN NOT pg_is_in_recovery() THEN pg_advisory_xact_lock(?)::text IS NOT NULL END";
    private static final String TRY =
            "SELECT pg_is_in_recovery()," + " CASE WHEN NOT pg_is_in_recovery() THEN pg_try_advisory_xact_lock(?) END";

    private AdvisoryLock() {}

    static void take(Connection connection, TxOptions options, String name) {
        ask(connection, options, name, TAKE);
    }

    static boolean tryTake(Connection connection, TxOptions options, String name) {
        return ask(connection, options, name, TRY);
    }

    private static boolean ask(Connection connection, TxOptions options, String name, String sql) {
        long key = key(name);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new IllegalStateException(options.title() + " runs on a standby, where a lock keeps nobody on"
                            + " the primary out: take lock(\"" + name + "\") on the primary");
                }
                return row.getBoolean(2);
            }
        } catch (SQLException e) {
            throw new TransactionException(options.title() + " could not take lock \"" + name + "\"", e);
        }
    }

    /** The first 8 bytes of the name's SHA-256: the same in every version of PostgreSQL, and for whoever takes the lock in SQL. */
    static long key(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name is blank: name the lock by what it guards, such as \"invoice 2026\"");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, and this one has not", e);
        }
    }
}

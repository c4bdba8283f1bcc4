package io.datasafe.internal.tx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A lock on a name instead of a row, which a transaction holds until its end. */
final class AdvisoryLock {
    private static final String TAKE = "SELECT pg_is_in_recovery(),"
            + " CASE WHEN NOT pg_is_in_recovery() THEN pg_advisory_xact_lock(?)::text IS NOT NULL END";
    private static final String TRY =
            "SELECT pg_is_in_recovery()," + " CASE WHEN NOT pg_is_in_recovery() THEN pg_try_advisory_xact_lock(?) END";

    private AdvisoryLock() {}

    static LockAnswer take(Connection connection, String name, boolean wait) throws SQLException {
        long key = key(name);
        try (PreparedStatement statement = connection.prepareStatement(wait ? TAKE : TRY)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return LockAnswer.ON_STANDBY;
                }
                return row.getBoolean(2) ? LockAnswer.TAKEN : LockAnswer.BUSY;
            }
        }
    }

    /** The first 8 bytes of the name's SHA-256: the same in every version of PostgreSQL, and easy to repeat in SQL. */
    private static long key(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, and this one has not", e);
        }
    }
}

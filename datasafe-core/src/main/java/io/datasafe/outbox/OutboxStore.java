package io.datasafe.outbox;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one reader. */
final class OutboxStore {
    /** A lease that was taken: the time left, and whether its previous holder did not give it back. */
    record Taken(Duration left, boolean abandoned) {}

    /** A batch of messages, and the time left of the lease under which it was read. */
    record Batch(Duration left, List<Message> messages) {}

    private final Statements statements;
    private final OutboxSql sql;
    private final String name;
    private final String[] topics;
    private final UUID token = UUID.randomUUID();

    OutboxStore(Statements statements, TableName table, String name, Set<String> topics, Duration lease) {
        this.statements = statements;
        this.sql = new OutboxSql(table, lease);
        this.name = name;
        this.topics = topics.toArray(new String[0]);
    }

    /** Takes the lease; null if another process holds it. */
    @Nullable
    Taken take() throws SQLException {
        return statements.<@Nullable Taken>run(sql.take(), s -> {
            bindLease(s, 1);
            bindLease(s, 3);
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? new Taken(Duration.ofMillis(row.getLong(1)), row.getBoolean(2)) : null;
            }
        });
    }

    /** Reads the next messages; null if the lease is lost. */
    @Nullable
    Batch read(int limit) throws SQLException {
        return statements.<@Nullable Batch>run(sql.read(limit, topics.length > 0), s -> {
            bindLease(s, 1);
            bindLease(s, 3);
            if (topics.length > 0) {
                s.setArray(5, s.getConnection().createArrayOf("text", topics));
            }
            try (ResultSet rows = s.executeQuery()) {
                return batch(rows);
            }
        });
    }

    /** Counts an attempt before it is made; false if the lease is lost. */
    boolean count(Message message) throws SQLException {
        return statements.run(sql.count(), s -> {
            s.setInt(1, message.attempt());
            s.setLong(2, message.id());
            bindLease(s, 3);
            return s.executeUpdate() == 1;
        });
    }

    /** Deletes the delivered messages and renews the lease. Returns the time left, or null if the lease is lost. */
    @Nullable
    Duration confirm(Collection<Long> delivered) throws SQLException {
        return statements.<@Nullable Duration>run(sql.confirm(), s -> {
            s.setArray(1, ids(s, delivered));
            bindLease(s, 2);
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? Duration.ofMillis(row.getLong(1)) : null;
            }
        });
    }

    /** Deletes the delivered messages and gives back the lease. */
    void release(Collection<Long> delivered) throws SQLException {
        statements.run(sql.release(), s -> {
            s.setArray(1, ids(s, delivered));
            bindLease(s, 2);
            return s.executeUpdate();
        });
    }

    void postpone(Message message, Duration pause, String error) throws SQLException {
        statements.run(sql.postpone(), s -> {
            s.setInt(1, message.attempt());
            s.setLong(2, pause.toMillis());
            s.setString(3, error);
            s.setLong(4, message.id());
            bindLease(s, 5);
            return s.executeUpdate();
        });
    }

    /** Sets a message aside. A null error keeps the stored one. Returns false if the lease is lost. */
    boolean setAside(long id, int attempts, @Nullable String error) throws SQLException {
        return statements.run(sql.setAside(), s -> {
            s.setInt(1, attempts);
            s.setString(2, error);
            s.setLong(3, id);
            bindLease(s, 4);
            return s.executeUpdate() == 1;
        });
    }

    private void bindLease(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, name);
        statement.setObject(first + 1, token);
    }

    static Array ids(PreparedStatement statement, Collection<Long> ids) throws SQLException {
        return statement.getConnection().createArrayOf("bigint", ids.toArray());
    }

    private static @Nullable Batch batch(ResultSet rows) throws SQLException {
        Duration left = null;
        List<Message> messages = new ArrayList<>();
        while (rows.next()) {
            // The value of the first row is a lower bound: at least this much was left when the statement was sent.
            left = left == null ? Duration.ofMillis(rows.getLong(1)) : left;
            if (rows.getObject(2) != null) {
                messages.add(new Message(
                        rows.getLong(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getObject(5, OffsetDateTime.class).toInstant(),
                        rows.getInt(6) + 1));
            }
        }
        return left == null ? null : new Batch(left, messages);
    }
}

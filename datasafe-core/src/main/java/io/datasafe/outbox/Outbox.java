package io.datasafe.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Inspects the outbox, and manages the messages that were set aside: for an operator's page and the runbook. Each
 * method runs one statement on a connection of its own, which commits by itself, independent of any transaction of the
 * thread. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Outbox {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final DataSource dataSource;
    private final TableName table;

    private Outbox(DataSource dataSource, TableName table) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.table = table;
    }

    /**
     * Uses the table {@code datasafe_outbox}, found through the search path. Sends nothing.
     *
     * @param dataSource leads to the primary; usually a pool. It must not join the thread's transaction
     * @return the outbox
     */
    public static Outbox of(DataSource dataSource) {
        return new Outbox(dataSource, TableName.of(TableName.DEFAULT));
    }

    /**
     * Uses another table. Sends nothing.
     *
     * @param name the same as for {@link OutboxTable#ddl(String)}
     * @return an outbox with that table
     * @throws IllegalArgumentException if the name has another form
     */
    public Outbox table(String name) {
        return new Outbox(dataSource, TableName.of(name));
    }

    /**
     * Lists messages that were set aside, smallest id first.
     *
     * @param limit the maximum number of messages, 1 to 10,000
     * @return the messages
     * @throws IllegalArgumentException if the limit is out of range
     * @throws OutboxException if the statement fails
     */
    public List<SetAsideMessage> setAside(int limit) {
        Range.of("limit", limit, 1, MOST);
        String sql = """
                SELECT id, topic, payload, created_at, set_aside_at, attempts, error
                FROM %s WHERE attempts > 0 AND set_aside_at IS NOT NULL ORDER BY id LIMIT ?""".formatted(table.messages());
        return run("list messages that were set aside", sql, s -> {
            s.setInt(1, limit);
            try (ResultSet rows = s.executeQuery()) {
                List<SetAsideMessage> messages = new ArrayList<>();
                while (rows.next()) {
                    messages.add(message(rows));
                }
                return messages;
            }
        });
    }

    /**
     * Gives messages that were set aside back to the readers, with their attempts reset to 0. The messages keep their
     * ids, so each comes next in its topic: after everything that was delivered meanwhile, and before everything that
     * waits.
     *
     * @param ids ids of messages; ids of messages that are not set aside are ignored
     * @return the number of messages given back
     * @throws OutboxException if the statement fails
     */
    public int requeue(Collection<Long> ids) {
        return change("requeue", "UPDATE %s SET set_aside_at = NULL, attempts = 0, due_at = NULL, error = NULL", ids);
    }

    /**
     * Deletes messages that were set aside, permanently.
     *
     * @param ids ids of messages; ids of messages that are not set aside are ignored
     * @return the number of messages deleted
     * @throws OutboxException if the statement fails
     */
    public int discard(Collection<Long> ids) {
        return change("discard", "DELETE FROM %s", ids);
    }

    /**
     * Counts the messages in the table. Reads the whole table.
     *
     * @return the counts, and the age of the oldest waiting message
     * @throws OutboxException if the statement fails
     */
    public Backlog backlog() {
        String sql = """
                SELECT count(*) FILTER (WHERE set_aside_at IS NULL), count(set_aside_at), (coalesce(extract(epoch FROM
                now() - min(created_at) FILTER (WHERE set_aside_at IS NULL)), 0) * 1000)::bigint FROM %s""".formatted(table.messages());
        return run("count messages", sql, s -> {
            try (ResultSet row = s.executeQuery()) {
                row.next();
                // A message that was written after the query began has a negative age.
                Duration age = Duration.ofMillis(Math.max(0, row.getLong(3)));
                return new Backlog(row.getLong(1), row.getLong(2), age);
            }
        });
    }

    private int change(String what, String verb, Collection<Long> ids) {
        List<Long> copy = List.copyOf(ids);
        return run(what, (verb + " WHERE id = ANY (?) AND set_aside_at IS NOT NULL").formatted(table.messages()), s -> {
            s.setArray(1, OutboxStore.ids(s, copy));
            return s.executeUpdate();
        });
    }

    private <T> T run(String what, String sql, Statements.Work<T> work) {
        try {
            return new Statements(dataSource, BOUND).run(sql, (PreparedStatement s) -> work.apply(s));
        } catch (SQLException e) {
            throw new OutboxException("could not " + what + " in the outbox table " + table, e);
        }
    }

    private static SetAsideMessage message(ResultSet row) throws SQLException {
        return new SetAsideMessage(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getInt(6),
                row.getString(7));
    }
}

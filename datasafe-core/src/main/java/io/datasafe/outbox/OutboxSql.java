package io.datasafe.outbox;

import java.time.Duration;

/**
 * Builds the statements of a reader. Each statement is one round trip and commits by itself. Only the database's clock
 * decides about leases and pauses. {@code now()} is the time at which the statement began, so a lease that is granted
 * after waiting for a lock ends early, never late.
 */
final class OutboxSql {
    private final TableName table;
    private final String lease;

    OutboxSql(TableName table, Duration lease) {
        this.table = table;
        this.lease = "interval '" + lease.toMillis() + " milliseconds'";
    }

    /**
     * Takes the lease of a name if it is free. Writes nothing while another reader holds it. Parameters: name, token,
     * name, token. Returns a row if the lease was taken: the milliseconds left, and whether its previous holder did not
     * give it back.
     */
    String take() {
        return """
                INSERT INTO %1$s AS r (name, token, holder, taken_at, expires_at)
                SELECT ?, ?, current_setting('application_name'), now(), now() + %2$s
                WHERE NOT EXISTS (SELECT FROM %1$s h WHERE h.name = ? AND h.token <> ? AND h.expires_at >= now())
                ON CONFLICT (name) DO UPDATE SET token = excluded.token, holder = excluded.holder, taken_at = excluded.taken_at,
                expires_at = excluded.expires_at, abandoned = r.token IS NOT NULL AND r.token <> excluded.token
                WHERE r.token IS NULL OR r.token = excluded.token OR r.expires_at < now()
                RETURNING %3$s, abandoned""".formatted(table.readers(), lease, millisLeft("expires_at"));
    }

    /**
     * Reads the messages that may be delivered now, in the order of ids, and renews the lease once a quarter of it has
     * passed. Parameters: name, token, name, token, and with {@code filtered} the topics. Returns no row if the lease
     * is lost; else the milliseconds left with each message, or with nulls if there is none.
     *
     * <p>While no message has failed, and so none was set aside, the messages are the first rows of the primary key.
     * Otherwise the query looks up the first messages of each topic with one index probe per topic, and leaves out the
     * topics that wait for their next attempt. So it never scans a long queue behind a failed message only to discard
     * it. The {@code ORDER BY} of single rows and the range over one topic leave the planner no plan but those indexes,
     * even if it believes the table is empty since it was last analyzed.
     */
    String read(int limit, boolean filtered) {
        return """
                WITH RECURSIVE renewed AS (
                    UPDATE %2$s SET expires_at = now() + %3$s
                    WHERE name = ? AND token = ? AND expires_at < now() + %3$s * 0.75 RETURNING expires_at),
                lease AS (
                    SELECT expires_at FROM renewed UNION ALL
                    SELECT expires_at FROM %2$s WHERE name = ? AND token = ? AND expires_at >= now() + %3$s * 0.75),
                topics (topic) AS (%4$s)
                SELECT %5$s, m.id, m.topic, m.payload, m.created_at, m.attempts
                FROM lease LEFT JOIN (%6$s) m ON true ORDER BY m.id""".formatted(
                        table.messages(),
                        table.readers(),
                        lease,
                        filtered ? "SELECT DISTINCT unnest(?::text[])" : allTopics(),
                        millisLeft("lease.expires_at"),
                        filtered ? byTopic(limit, "true") : anyTopic(limit));
    }

    /**
     * Counts an attempt before it is made. Parameters: attempt, id, name, token. Updates no row if the lease is lost.
     */
    String count() {
        return "UPDATE %s SET attempts = ? WHERE id = ? AND set_aside_at IS NULL AND %s"
                .formatted(table.messages(), held());
    }

    /**
     * Deletes the delivered messages, whether or not the lease is held, and renews the lease. Parameters: ids, name,
     * token. Returns the milliseconds left, or no row if the lease is lost.
     */
    String confirm() {
        return """
                WITH delivered AS (DELETE FROM %1$s WHERE id = ANY (?))
                UPDATE %2$s SET expires_at = now() + %3$s WHERE name = ? AND token = ?
                RETURNING %4$s""".formatted(table.messages(), table.readers(), lease, millisLeft("expires_at"));
    }

    /** Deletes the delivered messages and gives back the lease. Parameters: ids, name, token. */
    String release() {
        return """
                WITH delivered AS (DELETE FROM %1$s WHERE id = ANY (?))
                UPDATE %2$s SET token = NULL, expires_at = now() WHERE name = ? AND token = ?""".formatted(table.messages(), table.readers());
    }

    /** Postpones a message. Parameters: attempt, milliseconds, error, id, name, token. */
    String postpone() {
        return "UPDATE %s SET attempts = ?, due_at = now() + ? * interval '1 millisecond', error = ? WHERE id = ? AND %s"
                .formatted(table.messages(), held());
    }

    /** Sets a message aside. Parameters: attempts, error, id, name, token. */
    String setAside() {
        return "UPDATE %s SET attempts = ?, due_at = NULL, set_aside_at = now(), error = coalesce(?, error) WHERE id = ? AND %s"
                .formatted(table.messages(), held());
    }

    private String held() {
        return "EXISTS (SELECT FROM %s WHERE name = ? AND token = ?)".formatted(table.readers());
    }

    /** The topics with waiting messages. A recursive query finds each one from the one before (a loose index scan). */
    private String allTopics() {
        return """
                (SELECT topic FROM %1$s WHERE set_aside_at IS NULL ORDER BY topic LIMIT 1) UNION ALL
                SELECT (SELECT n.topic FROM %1$s n WHERE n.set_aside_at IS NULL AND n.topic > t.topic ORDER BY n.topic LIMIT 1)
                FROM topics t WHERE t.topic IS NOT NULL""".formatted(table.messages());
    }

    private String anyTopic(int limit) {
        String someFailed =
                "(SELECT true FROM %1$s WHERE attempts > 0 ORDER BY topic, due_at LIMIT 1)".formatted(table.messages());
        return """
                (SELECT id, topic, payload, created_at, attempts FROM %1$s WHERE %2$s IS NULL ORDER BY id LIMIT %3$d)
                UNION ALL %4$s""".formatted(table.messages(), someFailed, limit, byTopic(limit, someFailed));
    }

    private String byTopic(int limit, String condition) {
        return """
                (SELECT m.* FROM topics t CROSS JOIN LATERAL (
                    SELECT o.id, o.topic, o.payload, o.created_at, o.attempts FROM %1$s o
                    WHERE o.set_aside_at IS NULL AND o.topic >= t.topic AND o.topic <= t.topic ORDER BY o.topic, o.id LIMIT %2$d) m
                WHERE %3$s AND (SELECT true FROM %1$s f WHERE f.topic = t.topic AND f.attempts > 0 AND f.due_at > now()
                    ORDER BY f.due_at LIMIT 1) IS NULL
                ORDER BY m.id LIMIT %2$d)""".formatted(table.messages(), limit, condition);
    }

    private static String millisLeft(String expiry) {
        return "(extract(epoch FROM " + expiry + " - clock_timestamp()) * 1000)::bigint";
    }
}

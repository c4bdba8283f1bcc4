package io.datasafe.outbox;

/**
 * The tables of the outbox. {@code Tx.outbox} writes messages into the first one, {@link OutboxReader} delivers and
 * deletes them, {@link Outbox} shows those that were set aside. The second one, with {@code _reader} behind its name,
 * holds a row for each reader's name: the lease that says which process delivers now.
 *
 * <p>What a column means: {@code id} is drawn right before COMMIT and orders the messages; {@code attempts} counts
 * deliveries that failed and {@code error} says how the last one did; while {@code due_at} lies in the future nothing
 * of the topic is delivered; a message with a {@code set_aside_at} waits for a human. {@code UPDATE datasafe_outbox SET
 * due_at = NULL} makes readers try again at once.
 *
 * @since 0.1
 */
public final class OutboxTable {
    private OutboxTable() {}

    /**
     * {@return the SQL that makes the tables {@code datasafe_outbox} and {@code datasafe_outbox_reader}, if they are
     * not there}
     */
    public static String ddl() {
        return ddl(TableName.DEFAULT);
    }

    /**
     * Gives the SQL that makes the tables and their indexes, if they are not there: for your migrations. The role that
     * writes messages needs {@code INSERT} on the first; the role that reads them needs {@code SELECT}, {@code UPDATE}
     * and {@code DELETE} on it, and {@code SELECT}, {@code INSERT} and {@code UPDATE} on the second.
     *
     * <p>The table is small and changes often, so it is vacuumed after 1,000 dead rows whatever its size.
     *
     * @param table {@code name} or {@code schema.name} as in SQL: folded to lower case unless in double quotes, each
     *     part at most 63 bytes; found through the search path without a schema. The same as for {@code
     *     TransactionsBuilder.outboxTable} and {@link OutboxReaderBuilder#table}. Where a derived name would be longer
     *     than 63 bytes it ends with a hash
     * @return four statements: two {@code CREATE TABLE} and two {@code CREATE INDEX}
     * @throws IllegalArgumentException if it is not such a name
     */
    public static String ddl(String table) {
        TableName name = TableName.of(table);
        return """
                CREATE TABLE IF NOT EXISTS %1$s (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    topic text COLLATE "C" NOT NULL,
                    payload text NOT NULL,
                    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    attempts integer NOT NULL DEFAULT 0,
                    due_at timestamptz,
                    set_aside_at timestamptz CHECK (set_aside_at IS NULL OR attempts > 0),
                    error text
                ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
                CREATE INDEX IF NOT EXISTS %2$s ON %1$s (topic, id) WHERE set_aside_at IS NULL;
                CREATE INDEX IF NOT EXISTS %4$s ON %1$s (topic, due_at) WHERE attempts > 0;
                CREATE TABLE IF NOT EXISTS %3$s (
                    name text PRIMARY KEY,
                    token uuid,
                    holder text,
                    taken_at timestamptz NOT NULL,
                    expires_at timestamptz NOT NULL,
                    abandoned boolean NOT NULL DEFAULT false
                );
                """.formatted(name.messages(), name.index("_waiting"), name.readers(), name.index("_failed"));
    }
}

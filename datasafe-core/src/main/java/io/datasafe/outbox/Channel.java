package io.datasafe.outbox;

import io.datasafe.internal.sql.SqlIdentifier;

/** The name under which bells ring and readers listen. */
final class Channel {
    static final String DEFAULT = "datasafe_outbox";

    private Channel() {}

    /** The name as {@code pg_notify} takes it: without quotes, folded as {@code NOTIFY} folds it. */
    static String check(String channel) {
        return SqlIdentifier.parse("channel", channel, 1).name();
    }

    /** The name as {@code LISTEN} takes it. */
    static String quoted(String channel) {
        return '"' + channel.replace("\"", "\"\"") + '"';
    }
}

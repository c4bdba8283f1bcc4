package io.datasafe.outbox;

import io.datasafe.internal.sql.SqlIdentifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks, before a reader starts, that its tables exist, have the right columns and may be used. */
final class TableCheck {
    private static final String TEXT = "text";
    private static final String TIME = "timestamp with time zone";

    private static final Map<String, String> MESSAGES = columns(
            "id",
            "bigint",
            "topic",
            TEXT,
            "payload",
            TEXT,
            "created_at",
            TIME,
            "attempts",
            "integer",
            "due_at",
            TIME,
            "set_aside_at",
            TIME,
            "error",
            TEXT);
    private static final Map<String, String> READERS = columns(
            "name",
            TEXT,
            "token",
            "uuid",
            "holder",
            TEXT,
            "taken_at",
            TIME,
            "expires_at",
            TIME,
            "abandoned",
            "boolean");

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod), attnotnull AND NOT atthasdef AND attidentity = ''
            FROM pg_attribute WHERE attrelid = to_regclass(?::text) AND attnum > 0 AND NOT attisdropped""";

    private static final String FACTS = """
            SELECT pg_is_in_recovery(),
                (SELECT seqcache = 1 AND seqincrement > 0 AND NOT seqcycle FROM pg_sequence
                    WHERE seqrelid = pg_get_serial_sequence(?::text, 'id')::regclass),
                has_any_column_privilege(?::text, 'SELECT') AND has_any_column_privilege(?::text, 'UPDATE')
                    AND has_table_privilege(?::text, 'DELETE'),
                has_any_column_privilege(?::text, 'SELECT') AND has_any_column_privilege(?::text, 'INSERT')
                    AND has_any_column_privilege(?::text, 'UPDATE')""";

    private final Statements statements;
    private final TableName table;

    TableCheck(Statements statements, TableName table) {
        this.statements = statements;
        this.table = table;
    }

    /** Throws an exception that lists everything that is wrong, and what to do about it. */
    void run() {
        List<String> wrong = new ArrayList<>();
        try {
            compare(table.table(), MESSAGES, wrong);
            compare(table.readerTable(), READERS, wrong);
            if (wrong.isEmpty()) {
                addFacts(wrong);
            }
        } catch (SQLException e) {
            throw new OutboxException("the outbox table " + table + " could not be checked", e);
        }
        if (!wrong.isEmpty()) {
            throw new OutboxException("the outbox cannot be read: " + String.join("; ", wrong), null);
        }
    }

    private void compare(SqlIdentifier name, Map<String, String> expected, List<String> wrong) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> foreign = new ArrayList<>();
        statements.<@Nullable Void>run(COLUMNS, s -> {
            s.setString(1, name.quoted());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                    if (rows.getBoolean(3) && !expected.containsKey(rows.getString(1))) {
                        foreign.add(rows.getString(1));
                    }
                }
            }
            return null;
        });
        if (found.isEmpty()) {
            wrong.add("table " + name + " does not exist on the search path: create it with OutboxTable.ddl(\"" + table
                    + "\")");
            return;
        }
        expected.forEach((column, type) -> {
            String is = found.get(column);
            if (is == null) {
                wrong.add("table " + name + " has no column " + column + " of type " + type);
            } else if (!is.equals(type)) {
                wrong.add("column " + column + " of table " + name + " is " + is + " and must be " + type);
            }
        });
        foreign.forEach(column -> wrong.add("column " + column + " of table " + name
                + " does not belong to the outbox, is NOT NULL and has no default, so inserts fail:"
                + " give it a default"));
    }

    private void addFacts(List<String> wrong) throws SQLException {
        statements.<@Nullable Void>run(FACTS, s -> {
            for (int parameter = 1; parameter <= 4; parameter++) {
                s.setString(parameter, table.messages());
            }
            for (int parameter = 5; parameter <= 7; parameter++) {
                s.setString(parameter, table.readers());
            }
            try (ResultSet row = s.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    wrong.add("the data source leads to a standby: a reader needs the primary");
                }
                if (!row.getBoolean(2)) {
                    wrong.add("the ids of table " + table
                            + " are not handed out in increasing order: column id"
                            + " must be an identity whose sequence has CACHE 1, a positive INCREMENT and NO CYCLE");
                }
                if (!row.getBoolean(3)) {
                    wrong.add("the role lacks SELECT, UPDATE or DELETE on table " + table + ": grant them");
                }
                if (!row.getBoolean(4)) {
                    wrong.add(
                            "the role lacks SELECT, INSERT or UPDATE on table " + table.readerTable() + ": grant them");
                }
            }
            return null;
        });
    }

    private static Map<String, String> columns(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        return columns;
    }
}

package io.datasafe.internal.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which tables an SQL text writes, told by its words. A function that a {@code SELECT} calls, a trigger, a rule and a cascade can write more;
 * no text tells.
 *
 * @param anything whether it may write any table: DDL, {@code CALL}, {@code DO}, a rollback, or a statement that is not understood
 * @param tables the tables, without their schemas, in lower case unless quoted
 */
public record WrittenTables(boolean anything, Set<String> tables) {
    /** What a statement writes that writes nothing. */
    public static final WrittenTables NONE = new WrittenTables(false, Set.of());

    /** What a statement writes of which nobody knows. */
    public static final WrittenTables ANYTHING = new WrittenTables(true, Set.of());

    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "truncate", "copy");

    /** {@code EXPLAIN} is not here: with {@code ANALYZE} it runs what it explains. */
    private static final Set<String> HARMLESS = Set.of(
            "values",
            "table",
            "show",
            "set",
            "reset",
            "begin",
            "start",
            "commit",
            "end",
            "savepoint",
            "release",
            "declare",
            "fetch",
            "move",
            "close",
            "listen",
            "unlisten",
            "notify",
            "lock",
            "analyze",
            "vacuum",
            "deallocate",
            "discard",
            "checkpoint");

    /** Words that stand between the one that says what is done and the table. */
    private static final Set<String> BETWEEN = Set.of("into", "from", "only", "table");

    /**
     * Looks at a text.
     *
     * @param sql one statement or several
     * @return what it writes
     */
    public static WrittenTables of(String sql) {
        int start = SqlScanner.afterBlanks(sql, 0);
        if (isSingleSelect(sql, start)) {
            return NONE;
        }
        Set<String> tables = new HashSet<>();
        while (start < sql.length()) {
            int end = SqlScanner.endOfStatement(sql, start);
            if (!addTables(words(sql, start, end), tables)) {
                return ANYTHING;
            }
            start = SqlScanner.afterBlanks(sql, end);
        }
        return tables.isEmpty() ? NONE : new WrittenTables(false, Set.copyOf(tables));
    }

    /** Most statements end here. */
    private static boolean isSingleSelect(String sql, int start) {
        return sql.regionMatches(true, start, "select", 0, 6) && sql.indexOf(';', start) < 0;
    }

    /** False if it may write anything. */
    private static boolean addTables(List<String> words, Set<String> tables) {
        String first = words.get(0);
        boolean writes = WRITING.contains(first);
        if (!writes && !first.equals("with") && !first.equals("(")) {
            return first.equals("select") || HARMLESS.contains(first);
        }
        boolean known = !writes || addTarget(words, 0, tables);
        for (int at = 1; at < words.size(); at++) {
            // A statement in a WITH, or behind it. Elsewhere these words are parts: FOR UPDATE, DO UPDATE, THEN DELETE.
            boolean begins = words.get(at - 1).equals("(") || words.get(at - 1).equals(")");
            if (begins && WRITING.contains(words.get(at))) {
                known &= addTarget(words, at, tables);
            }
        }
        return known;
    }

    private static boolean addTarget(List<String> words, int at, Set<String> tables) {
        int next = at + 1;
        while (BETWEEN.contains(words.get(next))) {
            next++;
        }
        while (words.get(next + 1).equals(".")) {
            next += 2;
        }
        tables.add(SqlNames.unquoted(words.get(next)));
        // Only TRUNCATE names several.
        boolean another = words.get(next + 1).equals(",");
        return isName(words.get(next)) && (!another || addTarget(words, next + 1, tables));
    }

    private static boolean isName(String word) {
        char first = word.charAt(0);
        return first == '"' || first == '_' || Character.isLetter(first);
    }

    /** Words in lower case, quoted names as they are, and signs, with an end that can be looked beyond. */
    private static List<String> words(String sql, int start, int end) {
        List<String> words = new ArrayList<>();
        int at = start;
        while (at < end) {
            int next = SqlScanner.afterToken(sql, at);
            String word = sql.substring(at, next);
            words.add(word.charAt(0) == '"' ? word : word.toLowerCase(Locale.ROOT));
            at = SqlScanner.afterBlanks(sql, next);
        }
        words.add(";");
        words.add(";");
        return words;
    }
}

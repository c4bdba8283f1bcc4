package io.datasafe.internal.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that an SQL text writes, as far as its words say. A function that a {@code SELECT} calls, a trigger, a
 * rule or a cascade can write more, and a view or a partition is another name of a table: no text says so.
 *
 * @param anything whether it may write any table: DDL, {@code CALL}, {@code DO}, a rollback, a statement that is not
 *     understood, or a name that servers may read in different ways
 * @param tables the tables, without their schemas, in lower case unless quoted
 */
public record WrittenTables(boolean anything, Set<String> tables) {
    /** Nothing is written. */
    public static final WrittenTables NONE = new WrittenTables(false, Set.of());

    /** Any table may be written. */
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

    /** Words between the verb and the table. */
    private static final Set<String> BETWEEN = Set.of("into", "from", "only", "table");

    /**
     * After these a verb is a part of a clause: {@code FOR UPDATE}, {@code FOR NO KEY UPDATE}, {@code DO UPDATE},
     * {@code THEN DELETE}, a column.
     */
    private static final Set<String> BEFORE_CLAUSE = Set.of("for", "key", "do", "then", ".");

    /** A name, a keyword or a sign. Strings and numbers are signs here. */
    private record Word(SqlScanner.Kind kind, String text) {
        static final Word END = new Word(SqlScanner.Kind.END, "");

        boolean is(String word) {
            return kind != SqlScanner.Kind.QUOTED && text.equals(word);
        }

        boolean isOneOf(Set<String> words) {
            return kind != SqlScanner.Kind.QUOTED && words.contains(text);
        }

        /** Whether it is a name that every server stores as {@code text}, whatever its encoding. */
        boolean isCertainName() {
            boolean certain = kind == SqlScanner.Kind.QUOTED
                    || kind == SqlScanner.Kind.WORD && text.chars().allMatch(c -> c < 0x80);
            return certain && SqlIdentifier.cut(text).equals(text);
        }
    }

    /**
     * Looks at a text.
     *
     * @param sql one statement or several
     * @return what it writes
     */
    public static WrittenTables of(String sql) {
        int start = SqlScanner.nextStatement(sql, 0);
        if (isSingleSelect(sql, start)) {
            return NONE;
        }
        WrittenTables tables = of(sql, start, false);
        boolean certain = SqlScanner.differsAt(sql) < 0 || of(sql, start, true).equals(tables);
        return certain ? tables : ANYTHING;
    }

    /** Most statements end here. */
    private static boolean isSingleSelect(String sql, int start) {
        return sql.regionMatches(true, start, "select", 0, 6) && sql.indexOf(';', start) < 0;
    }

    private static WrittenTables of(String sql, int first, boolean escapes) {
        Set<String> tables = new HashSet<>();
        int start = first;
        while (start < sql.length()) {
            int end = SqlScanner.afterStatement(sql, start, escapes);
            if (!addTables(words(sql, start, end, escapes), tables)) {
                return ANYTHING;
            }
            start = SqlScanner.nextStatement(sql, end);
        }
        return tables.isEmpty() ? NONE : new WrittenTables(false, Set.copyOf(tables));
    }

    /** False if it may write anything. */
    private static boolean addTables(List<Word> words, Set<String> tables) {
        Word first = words.get(0);
        boolean writes = first.isOneOf(WRITING);
        if (!writes && !first.is("with") && !first.is("(")) {
            return first.is("select") || first.isOneOf(HARMLESS);
        }
        boolean known = !writes || addTarget(words, 0, tables);
        for (int at = 1; at < words.size(); at++) {
            // A statement in a WITH or behind one, wherever its list of queries ends: SEARCH and CYCLE may follow it.
            if (words.get(at).isOneOf(WRITING) && !words.get(at - 1).isOneOf(BEFORE_CLAUSE)) {
                known &= addTarget(words, at, tables);
            }
        }
        return known;
    }

    private static boolean addTarget(List<Word> words, int at, Set<String> tables) {
        int next = at + 1;
        while (words.get(next).isOneOf(BETWEEN)) {
            next++;
        }
        while (words.get(next + 1).is(".")) {
            next += 2;
        }
        Word table = words.get(next);
        tables.add(table.text());
        // Only TRUNCATE names several.
        boolean another = words.get(next + 1).is(",");
        return table.isCertainName() && (!another || addTarget(words, next + 1, tables));
    }

    /** The words, with an end that can be looked beyond. */
    private static List<Word> words(String sql, int start, int end, boolean escapes) {
        List<Word> words = new ArrayList<>();
        int at = start;
        while (at < end) {
            int next = SqlScanner.afterToken(sql, at, escapes);
            SqlScanner.Kind kind = SqlScanner.kind(sql, at);
            words.add(new Word(
                    kind,
                    kind == SqlScanner.Kind.QUOTED
                            ? SqlNames.stored(sql, at, next)
                            : SqlNames.folded(sql.substring(at, next))));
            at = SqlScanner.afterBlanks(sql, next);
        }
        words.add(Word.END);
        words.add(Word.END);
        words.add(Word.END);
        return words;
    }
}

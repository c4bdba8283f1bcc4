package io.datasafe.internal.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * All names in an SQL text, those of the tables that it reads among them. Keywords count as names, and a name that the
 * server may read in two ways counts twice: a caller who asks whether the text may read a table never gets a wrong no.
 */
public final class SqlNames {
    private SqlNames() {}

    /**
     * Collects the names of a text.
     *
     * @param sql the text
     * @return the names, as the server stores them
     */
    public static Set<String> of(String sql) {
        Set<String> names = new HashSet<>();
        addAll(sql, false, names);
        if (SqlScanner.differsAt(sql) >= 0) {
            addAll(sql, true, names);
        }
        return Set.copyOf(names);
    }

    private static void addAll(String sql, boolean escapes, Set<String> names) {
        int at = SqlScanner.afterBlanks(sql, 0);
        while (at < sql.length()) {
            int end = SqlScanner.afterToken(sql, at, escapes);
            SqlScanner.Kind kind = SqlScanner.kind(sql, at);
            if (kind == SqlScanner.Kind.QUOTED) {
                names.add(SqlIdentifier.cut(stored(sql, at, end)));
            } else if (kind == SqlScanner.Kind.WORD) {
                String word = sql.substring(at, end);
                names.add(SqlIdentifier.cut(folded(word)));
                // A server whose encoding has one byte a character folds these letters too.
                names.add(SqlIdentifier.cut(word.toLowerCase(Locale.ROOT)));
            }
            at = SqlScanner.afterBlanks(sql, end);
        }
    }

    /**
     * Folds a name without quotes as the server does.
     *
     * @param word the name
     * @return it, with the letters of ASCII in lower case
     */
    public static String folded(String word) {
        int at = 0;
        while (at < word.length() && !isUpper(word.charAt(at))) {
            at++;
        }
        if (at == word.length()) {
            return word;
        }
        StringBuilder folded = new StringBuilder(word);
        for (; at < word.length(); at++) {
            if (isUpper(word.charAt(at))) {
                folded.setCharAt(at, (char) (word.charAt(at) | ' '));
            }
        }
        return folded.toString();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /**
     * Takes the quotes off a name.
     *
     * @param quoted a token of kind {@code QUOTED} without {@code U&}; its closing quote may be missing
     * @return the name as the server stores it
     */
    public static String unquoted(String quoted) {
        boolean closed = quoted.length() > 1 && quoted.endsWith("\"");
        return quoted.substring(1, closed ? quoted.length() - 1 : quoted.length())
                .replace("\"\"", "\"");
    }

    /** The name that a token of kind QUOTED means. */
    static String stored(String sql, int start, int end) {
        if (sql.charAt(start) == '"') {
            return unquoted(sql.substring(start, end));
        }
        return decoded(unquoted(sql.substring(start + 2, end)), escape(sql, end));
    }

    /** The character that {@code UESCAPE '!'} names behind {@code U&".."}; by default a backslash. */
    private static char escape(String sql, int from) {
        int word = SqlScanner.afterBlanks(sql, from);
        int wordEnd = SqlScanner.afterToken(sql, word, false);
        int text = SqlScanner.afterBlanks(sql, wordEnd);
        boolean named = SqlScanner.isWord(sql, word, wordEnd, "uescape") && text + 2 < sql.length();
        return named && sql.charAt(text) == '\'' ? sql.charAt(text + 1) : '\\';
    }

    /**
     * Puts characters in the place of {@code \0061} and {@code \+000061}. What is none of these stays: the server
     * refuses it.
     */
    private static String decoded(String name, char escape) {
        StringBuilder decoded = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            boolean escaped = name.charAt(at) == escape;
            if (escaped && name.startsWith("" + escape + escape, at)) {
                decoded.append(escape);
                at += 2;
                continue;
            }
            boolean plus = name.startsWith("+", at + 1);
            int digits = at + (plus ? 2 : 1);
            int code = escaped ? code(name, digits, digits + (plus ? 6 : 4)) : -1;
            if (code >= 0) {
                decoded.appendCodePoint(code);
                at = digits + (plus ? 6 : 4);
            } else {
                decoded.append(name.charAt(at));
                at++;
            }
        }
        return decoded.toString();
    }

    private static int code(String name, int from, int to) {
        int code = 0;
        for (int at = from; at < to; at++) {
            int digit = at < name.length() ? Character.digit(name.charAt(at), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return Character.isValidCodePoint(code) ? code : -1;
    }
}

package io.datasafe.tx;

import java.util.List;
import java.util.regex.Pattern;

/** Tells SQL that begins or ends a transaction from all other, by its first word. */
final class TransactionControl {
    private static final List<String> ENDING = List.of("COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN");
    private static final List<String> WITH_TRANSACTION = List.of("START", "PREPARE");
    private static final Pattern TO_SAVEPOINT =
            Pattern.compile("\\s*(WORK|TRANSACTION)?\\s*TO\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TRANSACTION =
            Pattern.compile("\\s+TRANSACTION\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private TransactionControl() {}

    static boolean is(String sql) {
        int start = firstWord(sql);
        if (start == sql.length()) {
            return false;
        }
        // Most statements that change something end here: INSERT, UPDATE, DELETE, WITH.
        switch (sql.charAt(start) | ' ') {
            case 'c', 'e', 'r', 'a', 'b', 'p', 's' -> {
                return isControl(sql, start);
            }
            default -> {
                return false;
            }
        }
    }

    private static boolean isControl(String sql, int start) {
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        if (isOneOf(WITH_TRANSACTION, sql, start, end)) {
            return TRANSACTION.matcher(sql).region(end, sql.length()).matches();
        }
        return isOneOf(ENDING, sql, start, end)
                && !(isWord("ROLLBACK", sql, start, end)
                        && TO_SAVEPOINT.matcher(sql).region(end, sql.length()).matches());
    }

    private static boolean isOneOf(List<String> words, String sql, int start, int end) {
        for (String word : words) {
            if (isWord(word, sql, start, end)) {
                return true;
            }
        }
        return false;
    }

    /** Compares in place: each SELECT comes by here. */
    private static boolean isWord(String word, String sql, int start, int end) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    /** Past blanks and comments. */
    private static int firstWord(String sql) {
        int at = 0;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == ';') {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = endOf(sql, "\n", at);
            } else if (sql.startsWith("/*", at)) {
                at = endOf(sql, "*/", at + 2);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOf(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}

package io.datasafe.tx;

import io.datasafe.internal.sql.SqlScanner;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises SQL that begins or ends a transaction, by the first word of each statement. */
final class TransactionControl {
    private static final List<String> ENDING = List.of("COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN");
    private static final List<String> WITH_TRANSACTION = List.of("START", "PREPARE");
    private static final Pattern TO_SAVEPOINT =
            Pattern.compile("\\s*(WORK|TRANSACTION)?\\s*TO\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TRANSACTION =
            Pattern.compile("\\s+TRANSACTION\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private TransactionControl() {}

    static boolean is(String sql) {
        int start = SqlScanner.afterBlanks(sql, 0);
        while (start < sql.length()) {
            if (beginsWithControl(sql, start)) {
                return true;
            }
            // Most texts are one statement, and hold no semicolon at all.
            if (sql.indexOf(';', start) < 0) {
                return false;
            }
            start = SqlScanner.afterBlanks(sql, SqlScanner.endOfStatement(sql, start));
        }
        return false;
    }

    private static boolean beginsWithControl(String sql, int start) {
        // Most statements that change something end here: INSERT, UPDATE, DELETE, WITH.
        return switch (sql.charAt(start) | ' ') {
            case 'c', 'e', 'r', 'a', 'b', 'p', 's' -> isControl(sql, start);
            default -> false;
        };
    }

    private static boolean isControl(String sql, int start) {
        int end = start;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
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

    /** Compares in place: every SELECT is checked here. */
    private static boolean isWord(String word, String sql, int start, int end) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }
}

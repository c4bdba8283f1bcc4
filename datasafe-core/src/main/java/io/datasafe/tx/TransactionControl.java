package io.datasafe.tx;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells SQL that begins or ends a transaction from all other, by the first word of each of its statements. */
final class TransactionControl {
    private static final Set<String> ENDING = Set.of("COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN");
    private static final Set<String> WITH_TRANSACTION = Set.of("START", "PREPARE");
    private static final Pattern TO_SAVEPOINT =
            Pattern.compile("\\s*(WORK|TRANSACTION)?\\s*TO\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TRANSACTION =
            Pattern.compile("\\s+TRANSACTION\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private TransactionControl() {}

    static boolean is(String sql) {
        int start = SqlText.afterBlanks(sql, 0);
        while (start < sql.length()) {
            if (beginsWithControl(sql, start)) {
                return true;
            }
            // Most texts are one statement, and hold no semicolon at all.
            if (sql.indexOf(';', start) < 0) {
                return false;
            }
            start = SqlText.afterBlanks(sql, SqlText.endOfStatement(sql, start));
        }
        return false;
    }

    private static boolean beginsWithControl(String sql, int start) {
        // Most statements end here: SELECT, INSERT, UPDATE, DELETE, WITH.
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
        String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
        if (WITH_TRANSACTION.contains(word)) {
            return TRANSACTION.matcher(sql).region(end, sql.length()).matches();
        }
        return ENDING.contains(word)
                && !(word.equals("ROLLBACK")
                        && TO_SAVEPOINT.matcher(sql).region(end, sql.length()).matches());
    }
}

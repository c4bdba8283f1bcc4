package io.datasafe.tx;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells SQL that begins or ends a transaction from all other, by its first word. */
final class TransactionControl {
    private static final Set<String> ENDING = Set.of("COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN");
    private static final Set<String> WITH_TRANSACTION = Set.of("START", "PREPARE");
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
        // Most statements end here: SELECT, INSERT, UPDATE, DELETE, WITH.
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
        String word = sql.substring(start, end).toUpperCase(java.util.Locale.ROOT);
        if (WITH_TRANSACTION.contains(word)) {
            return TRANSACTION.matcher(sql).region(end, sql.length()).matches();
        }
        return ENDING.contains(word)
                && !(word.equals("ROLLBACK")
                        && TO_SAVEPOINT.matcher(sql).region(end, sql.length()).matches());
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

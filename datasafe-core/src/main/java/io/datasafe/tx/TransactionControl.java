package io.datasafe.tx;

import io.datasafe.internal.sql.SqlScanner;

/** Recognises SQL that begins or ends a transaction, by the first word of each statement. */
final class TransactionControl {
    private static final String[] CONTROL = {"COMMIT", "END", "ROLLBACK", "ABORT", "BEGIN", "START", "PREPARE"};

    private TransactionControl() {}

    static boolean is(String sql) {
        int start = SqlScanner.nextStatement(sql, 0);
        if (beginsWithControl(sql, start)) {
            return true;
        }
        // Most texts are one statement, and hold no semicolon at all.
        return sql.indexOf(';', start) >= 0
                && (hasControl(sql, start, false) || SqlScanner.differsAt(sql) >= 0 && hasControl(sql, start, true));
    }

    private static boolean hasControl(String sql, int first, boolean escapes) {
        int start = first;
        while (start < sql.length()) {
            if (beginsWithControl(sql, start)) {
                return true;
            }
            start = SqlScanner.nextStatement(sql, SqlScanner.afterStatement(sql, start, escapes));
        }
        return false;
    }

    private static boolean beginsWithControl(String sql, int start) {
        if (start >= sql.length()) {
            return false;
        }
        // Most statements that change something end here: INSERT, UPDATE, DELETE, WITH.
        return switch (sql.charAt(start) | ' ') {
            case 'c', 'e', 'r', 'a', 'b', 'p', 's' -> isControl(sql, start);
            case '{' -> isHidden(sql, start);
            default -> false;
        };
    }

    private static boolean isControl(String sql, int start) {
        int end = SqlScanner.afterToken(sql, start, false);
        for (String word : CONTROL) {
            if (SqlScanner.isWord(sql, start, end, word)) {
                return ends(sql, word, SqlScanner.afterBlanks(sql, end));
            }
        }
        return false;
    }

    private static boolean ends(String sql, String word, int next) {
        return switch (word) {
            case "START", "PREPARE" -> isWordAt(sql, next, "TRANSACTION");
            case "ROLLBACK" -> !isToSavepoint(sql, next);
            default -> true;
        };
    }

    private static boolean isToSavepoint(String sql, int next) {
        boolean filler = isWordAt(sql, next, "WORK") || isWordAt(sql, next, "TRANSACTION");
        int to = filler ? SqlScanner.afterBlanks(sql, SqlScanner.afterToken(sql, next, false)) : next;
        return isWordAt(sql, to, "TO");
    }

    private static boolean isWordAt(String sql, int start, String word) {
        return SqlScanner.isWord(sql, start, SqlScanner.afterToken(sql, start, false), word);
    }

    /**
     * The driver unwraps {@code {oj ..}} whatever is in it; only {@code {call ..}} and {@code {? = call ..}} begin a
     * statement that is understood.
     */
    private static boolean isHidden(String sql, int start) {
        int next = SqlScanner.afterBlanks(sql, start + 1);
        return next < sql.length() && sql.charAt(next) != '?' && !isWordAt(sql, next, "CALL");
    }
}

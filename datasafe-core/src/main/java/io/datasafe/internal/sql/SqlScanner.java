package io.datasafe.internal.sql;

/**
 * Finds the statements of an SQL text: past comments, and over semicolons that stand in quotes. It gives places and makes no objects, since it
 * looks at each statement that is sent while somebody keeps rows, and most are known after their first word. The watch cuts texts into typed
 * tokens of its own: once for each text, of which it keeps the outcome, and with values, binds and operators told apart, which nobody needs here.
 */
public final class SqlScanner {
    private SqlScanner() {}

    /**
     * The first place from {@code at} on that is no blank, semicolon or comment.
     *
     * @param sql the text
     * @param at where to begin
     * @return that place, or the length of the text
     */
    public static int afterBlanks(String sql, int at) {
        int next = at;
        while (next < sql.length()) {
            int past = afterComment(sql, next);
            if (past > next) {
                next = past;
            } else if (Character.isWhitespace(sql.charAt(next)) || sql.charAt(next) == ';') {
                next++;
            } else {
                return next;
            }
        }
        return next;
    }

    /**
     * Finds the end of a statement.
     *
     * @param sql the text
     * @param start where the statement begins
     * @return the place behind the semicolon that ends it, or the length of the text
     */
    public static int endOfStatement(String sql, int start) {
        int at = start;
        while (at < sql.length()) {
            switch (sql.charAt(at)) {
                case ';' -> {
                    return at + 1;
                }
                case '\'' -> at = afterQuote(sql, at, '\'', isEscapeString(sql, at));
                case '"' -> at = afterQuote(sql, at, '"', false);
                case '$' -> at = afterDollarQuote(sql, at);
                case '-', '/' -> at = Math.max(at + 1, afterComment(sql, at));
                default -> at++;
            }
        }
        return at;
    }

    /**
     * Finds the end of a word, a number, a string, a quoted name, or a single sign.
     *
     * @param sql the text
     * @param start where it begins
     * @return the place behind it
     */
    public static int afterToken(String sql, int start) {
        return switch (sql.charAt(start)) {
            case '\'' -> afterQuote(sql, start, '\'', isEscapeString(sql, start));
            case '"' -> afterName(sql, start);
            case '$' -> afterDollarQuote(sql, start);
            default -> afterWord(sql, start);
        };
    }

    /** A doubled quote is a part of the name. */
    private static int afterName(String sql, int open) {
        int at = afterQuote(sql, open, '"', false);
        while (at < sql.length() && sql.charAt(at) == '"') {
            at = afterQuote(sql, at, '"', false);
        }
        return at;
    }

    private static int afterWord(String sql, int start) {
        int at = start;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return Math.max(start + 1, at);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static int afterComment(String sql, int at) {
        if (sql.startsWith("--", at)) {
            return behind(sql, "\n", at);
        }
        return sql.startsWith("/*", at) ? afterBlockComment(sql, at) : at;
    }

    /** Block comments nest in PostgreSQL. */
    private static int afterBlockComment(String sql, int at) {
        int depth = 0;
        int next = at;
        while (next < sql.length()) {
            if (sql.startsWith("/*", next)) {
                depth++;
                next += 2;
            } else if (sql.startsWith("*/", next)) {
                depth--;
                next += 2;
                if (depth == 0) {
                    return next;
                }
            } else {
                next++;
            }
        }
        return next;
    }

    private static boolean isEscapeString(String sql, int quote) {
        return quote > 0 && (sql.charAt(quote - 1) | ' ') == 'e';
    }

    /** A doubled quote ends one string and begins the next, which comes to the same. */
    private static int afterQuote(String sql, int open, char quote, boolean backslashes) {
        int at = open + 1;
        while (at < sql.length() && sql.charAt(at) != quote) {
            at += backslashes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(sql.length(), at + 1);
    }

    private static int afterDollarQuote(String sql, int open) {
        int close = open + 1;
        while (close < sql.length() && (Character.isLetterOrDigit(sql.charAt(close)) || sql.charAt(close) == '_')) {
            close++;
        }
        boolean isTag = close < sql.length() && sql.charAt(close) == '$' && !Character.isDigit(sql.charAt(open + 1));
        return isTag ? behind(sql, sql.substring(open, close + 1), close + 1) : open + 1;
    }

    private static int behind(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}

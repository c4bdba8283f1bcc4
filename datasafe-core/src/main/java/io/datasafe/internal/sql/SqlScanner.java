package io.datasafe.internal.sql;

/**
 * Reads SQL text as PostgreSQL's lexer does, for everything in datasafe that looks at SQL. It answers with offsets and
 * makes no objects, because it runs on every statement that is sent. It accepts every text: what is not terminated ends
 * with the text.
 *
 * <p>Two rules are JDBC's and not PostgreSQL's: a {@code ?} is a placeholder and never a part of an operator, and
 * {@code ??} stands for the operator's {@code ?}.
 *
 * <p>{@code escapes} says how a backslash in {@code '..'} is read. True: it escapes the next character, as the server
 * reads it with {@code standard_conforming_strings = off}. Use false, the server's default, and see {@link #differsAt}.
 *
 * <p>The build of datasafe-test compiles this file too, in a package of its own: it must not depend on other classes.
 */
public final class SqlScanner {
    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes, or {@code U&"..."}. */
        QUOTED,
        /**
         * A string of any kind: {@code '..'}, {@code E'..'}, {@code B'..'}, {@code X'..'}, {@code N'..'}, {@code
         * U&'..'}, {@code $$..$$}.
         */
        TEXT,
        /** A number, with the letters that follow it directly. */
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** {@code ?}. */
        PLACEHOLDER,
        /** The end of a statement, unless it stands in brackets or in the body of a function. */
        SEMICOLON,
        /** An operator, a bracket or any other sign. */
        SIGN,
        /** The end of the text. */
        END
    }

    // Comes out of a token without an end; larger than any offset.
    private static final int UNTERMINATED = Integer.MAX_VALUE;

    private SqlScanner() {}

    /**
     * Passes over blanks and comments.
     *
     * @param sql the text
     * @param at where to begin
     * @return the offset of the next token, or the length of the text
     */
    public static int afterBlanks(String sql, int at) {
        return Math.min(sql.length(), blanksEnd(sql, at));
    }

    private static int blanksEnd(String sql, int at) {
        int next = at;
        while (next < sql.length()) {
            int past = isBlank(sql.charAt(next)) ? next + 1 : afterComment(sql, next);
            if (past == next) {
                return next;
            }
            next = past;
        }
        return next;
    }

    /**
     * Passes over blanks, comments and empty statements.
     *
     * @param sql the text
     * @param at where to begin
     * @return the offset of the next statement, or the length of the text
     */
    public static int nextStatement(String sql, int at) {
        int next = afterBlanks(sql, at);
        while (next < sql.length() && sql.charAt(next) == ';') {
            next = afterBlanks(sql, next + 1);
        }
        return next;
    }

    /**
     * Finds the end of a statement. A semicolon in brackets, as in {@code CREATE RULE}, or between {@code BEGIN ATOMIC}
     * and its {@code END} ends none.
     *
     * @param sql the text
     * @param start where the statement begins
     * @param escapes whether a backslash in a plain string escapes
     * @return the offset behind the semicolon that ends it, or the length of the text
     */
    public static int afterStatement(String sql, int start, boolean escapes) {
        boolean create = isWord(sql, start, afterToken(sql, start, escapes), "create");
        int brackets = 0;
        int blocks = 0;
        int before = start;
        int at = start;
        while (at < sql.length()) {
            int end = afterToken(sql, at, escapes);
            switch (sql.charAt(at)) {
                case '(' -> brackets++;
                case ')' -> brackets = Math.max(0, brackets - 1);
                case ';' -> {
                    if (brackets == 0 && blocks == 0) {
                        return end;
                    }
                }
                default -> blocks += create && blocks >= 0 ? opened(sql, before, at, end, blocks) : 0;
            }
            before = at;
            at = afterBlanks(sql, end);
        }
        return sql.length();
    }

    /** How many blocks of a function's body a word opens. */
    private static int opened(String sql, int before, int at, int end, int blocks) {
        if (blocks == 0) {
            return isWord(sql, at, end, "atomic") && isWord(sql, before, before + 5, "begin") ? 1 : 0;
        } else if (sql.charAt(before) == '.' || isWord(sql, before, before + 2, "as")) {
            return 0;
        } else if (isWord(sql, at, end, "case")) {
            return 1;
        }
        return isWord(sql, at, end, "end") ? -1 : 0;
    }

    /**
     * Compares a token with a word, whatever its case.
     *
     * @param sql the text
     * @param start where the token begins
     * @param end the offset behind it
     * @param word the word
     * @return whether it is that word
     */
    public static boolean isWord(String sql, int start, int end, String word) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    /**
     * Says what the token at an offset is.
     *
     * @param sql the text
     * @param start where the token begins
     * @return its kind
     */
    public static Kind kind(String sql, int start) {
        if (start >= sql.length()) {
            return Kind.END;
        }
        char c = sql.charAt(start);
        return switch (c) {
            case '\'' -> Kind.TEXT;
            case '"' -> Kind.QUOTED;
            case ';' -> Kind.SEMICOLON;
            case '?' -> sql.startsWith("??", start) ? Kind.SIGN : Kind.PLACEHOLDER;
            case '$' ->
                isDigit(charAt(sql, start + 1)) ? Kind.PARAMETER : afterTag(sql, start) > start ? Kind.TEXT : Kind.SIGN;
            default -> {
                if (isWordStart(c)) {
                    int quote = start + prefix(sql, start);
                    yield quote == start ? Kind.WORD : sql.charAt(quote) == '"' ? Kind.QUOTED : Kind.TEXT;
                }
                yield isNumber(sql, start) ? Kind.NUMBER : Kind.SIGN;
            }
        };
    }

    /**
     * Finds the end of a token.
     *
     * @param sql the text
     * @param start where the token begins: no blank, no comment
     * @param escapes whether a backslash in a plain string escapes
     * @return the offset behind it
     */
    public static int afterToken(String sql, int start, boolean escapes) {
        return Math.min(sql.length(), end(sql, start, escapes));
    }

    private static int end(String sql, int start, boolean escapes) {
        if (start >= sql.length()) {
            return start;
        }
        char c = sql.charAt(start);
        if (isWordStart(c)) {
            int prefix = prefix(sql, start);
            return prefix == 0 ? afterWord(sql, start) : afterPrefixed(sql, start, start + prefix, escapes);
        } else if (isNumber(sql, start)) {
            return afterNumber(sql, start);
        }
        return switch (c) {
            case '\'' -> afterText(sql, start, escapes);
            case '"' -> afterQuoted(sql, start);
            case '$' -> isDigit(charAt(sql, start + 1)) ? afterDigits(sql, start + 1) : afterDollarQuote(sql, start);
            case '?' -> sql.startsWith("??", start) ? start + 2 : start + 1;
            case ':' -> charAt(sql, start + 1) == ':' || charAt(sql, start + 1) == '=' ? start + 2 : start + 1;
            default -> isOperator(c) ? afterOperator(sql, start) : start + 1;
        };
    }

    /** The length of what stands before the quote of {@code E'..'} and the like; 0 where a word begins. */
    private static int prefix(String sql, int start) {
        char next = charAt(sql, start + 1);
        return switch (sql.charAt(start)) {
            case 'e', 'E', 'b', 'B', 'x', 'X', 'n', 'N' -> next == '\'' ? 1 : 0;
            case 'u', 'U' -> next == '&' && (charAt(sql, start + 2) == '\'' || charAt(sql, start + 2) == '"') ? 2 : 0;
            default -> 0;
        };
    }

    private static int afterPrefixed(String sql, int start, int quote, boolean escapes) {
        if (sql.charAt(quote) == '"') {
            return afterQuoted(sql, quote);
        }
        return switch (sql.charAt(start)) {
            case 'e', 'E' -> afterText(sql, quote, true);
            case 'n', 'N' -> afterText(sql, quote, escapes);
            default -> afterText(sql, quote, false);
        };
    }

    private static int afterText(String sql, int open, boolean escapes) {
        int at = open + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes) {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (charAt(sql, at + 1) == '\'') {
                at += 2;
            } else {
                int more = continuation(sql, at + 1);
                if (more < 0) {
                    return at + 1;
                }
                at = more + 1;
            }
        }
        return UNTERMINATED;
    }

    /** Strings with nothing but blanks and a line break between them are one, of the first one's kind. */
    private static int continuation(String sql, int from) {
        boolean line = false;
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isBlank(c)) {
                line |= c == '\n' || c == '\r';
                at++;
            } else if (sql.startsWith("--", at)) {
                at = endOfLine(sql, at);
            } else {
                return line && c == '\'' ? at : -1;
            }
        }
        return -1;
    }

    private static int afterQuoted(String sql, int open) {
        int at = open + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) != '"') {
                at++;
            } else if (charAt(sql, at + 1) == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return UNTERMINATED;
    }

    private static int afterDollarQuote(String sql, int open) {
        int tagEnd = afterTag(sql, open);
        if (tagEnd == open) {
            return open + 1;
        }
        int length = tagEnd - open;
        for (int close = sql.indexOf('$', tagEnd); close >= 0; close = sql.indexOf('$', close + 1)) {
            if (sql.regionMatches(close, sql, open, length)) {
                return close + length;
            }
        }
        return UNTERMINATED;
    }

    /** The offset behind {@code $tag$}; {@code open} where there is none. */
    private static int afterTag(String sql, int open) {
        int at = open + 1;
        while (at < sql.length() && isWordPart(sql.charAt(at)) && sql.charAt(at) != '$') {
            at++;
        }
        boolean isTag = charAt(sql, at) == '$' && !isDigit(charAt(sql, open + 1));
        return isTag ? at + 1 : open;
    }

    private static int afterWord(String sql, int start) {
        int at = start + 1;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int afterDigits(String sql, int start) {
        int at = start;
        while (isDigit(charAt(sql, at))) {
            at++;
        }
        return at;
    }

    private static boolean isNumber(String sql, int start) {
        char c = sql.charAt(start);
        return isDigit(c) || c == '.' && isDigit(charAt(sql, start + 1));
    }

    private static int afterNumber(String sql, int start) {
        boolean based = sql.charAt(start) == '0' && Character.isLetter(charAt(sql, start + 1));
        int at = start;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean exponent = (c == '+' || c == '-')
                    && !based
                    && (sql.charAt(at - 1) | ' ') == 'e'
                    && isDigit(charAt(sql, at + 1));
            if (!exponent && c != '.' && (!isWordPart(c) || c == '$')) {
                break;
            }
            at++;
        }
        return at;
    }

    /** An operator of several characters ends with + or - only if it has one of {@code ~!@#%^&|`} in it. */
    private static int afterOperator(String sql, int start) {
        int at = start;
        boolean mayEndWithSign = false;
        while (at < sql.length() && isOperator(sql.charAt(at)) && (at == start || !isComment(sql, at))) {
            mayEndWithSign |= "~!@#%^&|`".indexOf(sql.charAt(at)) >= 0;
            at++;
        }
        while (!mayEndWithSign && at > start + 1 && (sql.charAt(at - 1) == '+' || sql.charAt(at - 1) == '-')) {
            at--;
        }
        return at;
    }

    private static boolean isComment(String sql, int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private static int afterComment(String sql, int at) {
        if (sql.startsWith("--", at)) {
            return endOfLine(sql, at);
        }
        return sql.startsWith("/*", at) ? afterBlockComment(sql, at) : at;
    }

    private static int endOfLine(String sql, int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Block comments nest in PostgreSQL. */
    private static int afterBlockComment(String sql, int open) {
        int depth = 0;
        int at = open;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return UNTERMINATED;
    }

    /**
     * Says whether a text is complete: each string, quoted name and comment has its end, and no backslash stands
     * outside of them. The server refuses other texts as a whole.
     *
     * @param sql the text
     * @param escapes whether a backslash in a plain string escapes
     * @return whether the server could run it
     */
    public static boolean isComplete(String sql, boolean escapes) {
        int at = blanksEnd(sql, 0);
        while (at < sql.length()) {
            int end = end(sql, at, escapes);
            if (end == UNTERMINATED || sql.charAt(at) == '\\') {
                return false;
            }
            at = blanksEnd(sql, end);
        }
        return at != UNTERMINATED;
    }

    /**
     * Finds the plain string that the server reads in another way with {@code standard_conforming_strings = off}, if
     * the whole text is complete then.
     *
     * @param sql the text
     * @return where the first such string begins; -1 if both readings are the same or only the default can be run
     */
    public static int differsAt(String sql) {
        if (sql.indexOf('\\') < 0 || !isComplete(sql, true)) {
            return -1;
        }
        int at = afterBlanks(sql, 0);
        while (at < sql.length()) {
            int end = afterToken(sql, at, false);
            if (end != afterToken(sql, at, true)) {
                return at;
            }
            at = afterBlanks(sql, end);
        }
        return -1;
    }

    /** The character at an offset; the character 0, which no SQL holds, behind the end. */
    private static char charAt(String sql, int at) {
        return at < sql.length() ? sql.charAt(at) : 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Everything outside of ASCII is a letter to PostgreSQL, blanks of Unicode included. */
    private static boolean isWordStart(char c) {
        return (c | ' ') >= 'a' && (c | ' ') <= 'z' || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    private static boolean isOperator(char c) {
        return "<>=!~+-*/%^&|#@`".indexOf(c) >= 0;
    }
}

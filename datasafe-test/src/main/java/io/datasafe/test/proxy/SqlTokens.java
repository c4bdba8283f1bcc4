package io.datasafe.test.proxy;

/**
 * Reads SQL text token by token, as far as needed to find where a statement ends and what its words are. Comments are
 * skipped, and a quoted text of any of PostgreSQL's kinds is one token.
 */
final class SqlTokens {
    /** The kind of a token. */
    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        PARAMETER,
        SEMICOLON,
        OTHER,
        END
    }

    private final String sql;
    private int start;
    private int end;

    SqlTokens(String sql) {
        this.sql = sql;
    }

    /** Moves to the next token and returns its kind. */
    Kind next() {
        start = afterBlanks(end);
        if (start >= sql.length()) {
            end = start;
            return Kind.END;
        }
        char c = sql.charAt(start);
        end = start + 1;
        if (c == ';') {
            return Kind.SEMICOLON;
        } else if (c == '\'') {
            end = afterQuoted(start, '\'', false);
            return Kind.TEXT;
        } else if (c == '"') {
            end = afterQuoted(start, '"', false);
            return Kind.OTHER;
        } else if (c == '$') {
            return dollar();
        } else if (c >= '0' && c <= '9') {
            end = afterWord(start, true);
            return Kind.NUMBER;
        } else if (isWordStart(c)) {
            return word();
        }
        return Kind.OTHER;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String text() {
        return sql.substring(start, end);
    }

    private Kind word() {
        end = afterWord(start, false);
        boolean prefix = end - start == 1 && end < sql.length() && sql.charAt(end) == '\'';
        char first = Character.toLowerCase(sql.charAt(start));
        if (prefix && (first == 'e' || first == 'b' || first == 'x' || first == 'n')) {
            end = afterQuoted(end, '\'', first == 'e');
            return Kind.TEXT;
        }
        return Kind.WORD;
    }

    private Kind dollar() {
        int tagEnd = start + 1;
        while (tagEnd < sql.length() && isWordPart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean numbered = tagEnd > start + 1 && Character.isDigit(sql.charAt(start + 1));
        if (numbered) {
            end = tagEnd;
            return Kind.PARAMETER;
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            return Kind.OTHER;
        }
        String tag = sql.substring(start, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        end = close < 0 ? sql.length() : close + tag.length();
        return Kind.TEXT;
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", at)) {
                at = afterComment(at);
            } else {
                return at;
            }
        }
        return at;
    }

    private int afterComment(int from) {
        int depth = 0;
        int at = from;
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
        return at;
    }

    private int afterQuoted(int from, char quote, boolean backslash) {
        int at = from + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && backslash) {
                at++;
            } else if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return at;
                }
                at++;
            }
        }
        return sql.length();
    }

    private int afterWord(int from, boolean number) {
        int at = from;
        while (at < sql.length() && (isWordPart(sql.charAt(at)) || number && sql.charAt(at) == '.')) {
            at++;
        }
        return at;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}

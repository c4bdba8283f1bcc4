package io.datasafe.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL of PostgreSQL into tokens. Comments are dropped: tracing tools write a new one into each statement. Runs once for a text, whose outcome
 * is kept, so it may make objects: what tells where a write goes ({@code internal.SqlText}) runs for each statement, and gets by with places.
 */
final class Tokens {
    private static final String OPERATOR = "<>=!~+-*/%^&|#@:";

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean space;

    private Tokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        Tokens tokens = new Tokens(sql);
        while (tokens.at < sql.length()) {
            tokens.next();
        }
        return tokens.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
            space = true;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            skipTo(end < 0 ? sql.length() : end);
        } else if (sql.startsWith("/*", at)) {
            skipTo(endOfComment());
        } else if (c == '\'') {
            literal(endOfString(at, false));
        } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            literal(endOfString(at + 1, true));
        } else if (c == '"') {
            int end = sql.indexOf('"', at + 1);
            while (end >= 0 && sql.startsWith("\"\"", end)) {
                end = sql.indexOf('"', end + 2);
            }
            add(Token.Type.QUOTED, end < 0 ? sql.length() : end + 1);
        } else if (c == '$' && dollarQuote() > at) {
            literal(endOfDollarQuote());
        } else if (Character.isDigit(c)) {
            literal(endOfWord(true));
        } else if (Character.isLetter(c) || c == '_') {
            add(Token.Type.WORD, endOfWord(false));
        } else if (sql.startsWith("??", at)) {
            add(Token.Type.SYMBOL, at + 2);
        } else if (c == '?') {
            add(Token.Type.BIND, at + 1);
        } else {
            add(Token.Type.SYMBOL, endOfSymbol());
        }
    }

    private void add(Token.Type type, int end) {
        tokens.add(Token.of(type, sql.substring(at, end), space));
        at = end;
        space = false;
    }

    private void literal(int end) {
        String text = sql.substring(at, end);
        boolean quoted = text.length() > 1 && text.charAt(0) == '\'';
        tokens.add(Token.literal(quoted ? text.substring(1, text.length() - 1) : text, space));
        at = end;
        space = false;
    }

    private void skipTo(int end) {
        at = end;
        space = true;
    }

    private int endOfComment() {
        int depth = 0;
        int i = at;
        do {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        } while (depth > 0 && i < sql.length());
        return i;
    }

    private int endOfString(int quote, boolean escapes) {
        int i = quote + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && escapes || c == '\'' && sql.startsWith("'", i + 1)) {
                i += 2;
            } else if (c == '\'') {
                return i + 1;
            } else {
                i++;
            }
        }
        return sql.length();
    }

    /** The end of the opening tag of a dollar-quoted string; {@code at} where there is none. */
    private int dollarQuote() {
        int i = at + 1;
        while (i < sql.length() && (Character.isLetterOrDigit(sql.charAt(i)) || sql.charAt(i) == '_')) {
            i++;
        }
        return i < sql.length() && sql.charAt(i) == '$' ? i + 1 : at;
    }

    private int endOfDollarQuote() {
        String tag = sql.substring(at, dollarQuote());
        int end = sql.indexOf(tag, at + tag.length());
        return end < 0 ? sql.length() : end + tag.length();
    }

    private int endOfWord(boolean number) {
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && !(number ? c == '.' : c == '$')) {
                break;
            }
            i++;
        }
        return i;
    }

    private int endOfSymbol() {
        int i = at + 1;
        if (OPERATOR.indexOf(sql.charAt(at)) >= 0) {
            while (i < sql.length()
                    && OPERATOR.indexOf(sql.charAt(i)) >= 0
                    && !sql.startsWith("--", i)
                    && !sql.startsWith("/*", i)) {
                i++;
            }
        }
        return i;
    }
}

package io.datasafe.watch;

import io.datasafe.internal.sql.SqlScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens. Comments are dropped: tracing tools write a new one into each statement. Runs once for a text,
 * whose outcome is kept.
 */
final class Tokens {
    private Tokens() {}

    static List<Token> of(String sql) {
        int differs = SqlScanner.differsAt(sql);
        // Only one of the two readings may be a text that the server runs. If both are, what follows may be a value.
        boolean escapes = differs >= 0 && !SqlScanner.isComplete(sql, false);
        int certain = differs >= 0 && !escapes ? differs : sql.length();
        List<Token> tokens = new ArrayList<>();
        int before = 0;
        int at = SqlScanner.afterBlanks(sql, 0);
        while (at < certain) {
            int end = SqlScanner.afterToken(sql, at, escapes);
            tokens.add(token(SqlScanner.kind(sql, at), sql.substring(at, end), at > before));
            before = end;
            at = SqlScanner.afterBlanks(sql, end);
        }
        if (certain < sql.length()) {
            tokens.add(Token.literal(sql.substring(certain), at > before));
        }
        return tokens;
    }

    private static Token token(SqlScanner.Kind kind, String text, boolean space) {
        return switch (kind) {
            case WORD -> Token.of(Token.Type.WORD, text, space);
            case QUOTED -> Token.of(Token.Type.QUOTED, text, space);
            case PLACEHOLDER -> Token.of(Token.Type.BIND, text, space);
            case NUMBER -> Token.literal(text, space);
            case TEXT -> Token.literal(value(text), space);
            case PARAMETER, SEMICOLON, SIGN, END -> Token.of(Token.Type.SYMBOL, text, space);
        };
    }

    private static String value(String text) {
        boolean plain = text.length() > 1 && text.charAt(0) == '\'' && text.endsWith("'");
        return plain ? text.substring(1, text.length() - 1) : text;
    }
}

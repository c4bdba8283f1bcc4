package io.datasafe.watch;

import io.datasafe.internal.sql.SqlNames;

/** A piece of SQL. {@code text} is what is shown; of a literal, which is never shown, it is a question mark. */
record Token(Type type, String text, boolean spaceBefore, long literal) {
    enum Type {
        WORD,
        QUOTED,
        LITERAL,
        BIND,
        SYMBOL
    }

    static Token of(Type type, String text, boolean spaceBefore) {
        return new Token(type, text, spaceBefore, 0);
    }

    static Token literal(String value, boolean spaceBefore) {
        return new Token(Type.LITERAL, "?", spaceBefore, ValueHash.of(value));
    }

    boolean isValue() {
        return type == Type.LITERAL || type == Type.BIND;
    }

    boolean is(String symbolOrWord) {
        return (type == Type.WORD || type == Type.SYMBOL) && text.equalsIgnoreCase(symbolOrWord);
    }

    boolean isOneOf(String first, String... others) {
        boolean is = is(first);
        for (String other : others) {
            is |= is(other);
        }
        return is;
    }

    boolean isName() {
        return type == Type.QUOTED || type == Type.WORD;
    }

    /** A name as the server stores it: without its quotes, or else in lower case. */
    String name() {
        if (type != Type.QUOTED) {
            return SqlNames.folded(text);
        }
        return SqlNames.unquoted(text.charAt(0) == '"' ? text : text.substring(2));
    }
}

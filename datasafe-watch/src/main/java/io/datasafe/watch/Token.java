package io.datasafe.watch;

import java.util.Locale;

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

    /** A name without its quotes; in lower case, as PostgreSQL folds it, where it has none. */
    String name() {
        return type == Type.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }
}

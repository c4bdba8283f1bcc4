package io.datasafe.examples.quickstart.terminal;

/**
 * The tone of a text, which is a colour where colours are shown.
 *
 * @since 0.1
 */
public enum Tone {
    /** Ordinary text. */
    PLAIN(""),
    /** A right result. */
    GOOD("\u001b[32m"),
    /** A wrong result. */
    BAD("\u001b[31m"),
    /** Less important than the text around it. */
    FAINT("\u001b[2m"),
    /** More important than the text around it. */
    STRONG("\u001b[1m");

    private static final String RESET = "\u001b[0m";

    private final String escape;

    Tone(String escape) {
        this.escape = escape;
    }

    String colour(String text) {
        return this == PLAIN ? text : escape + text + RESET;
    }
}

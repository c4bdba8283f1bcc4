package io.datasafe.examples.quickstart.terminal;

/**
 * How a text is meant; a colour where there are colours.
 *
 * @since 0.1
 */
public enum Tone {
    /** Like everything around it. */
    PLAIN(""),
    /** As it should be. */
    GOOD("\u001b[32m"),
    /** Not as it should be. */
    BAD("\u001b[31m"),
    /** Less important than what is around it. */
    FAINT("\u001b[2m"),
    /** More important than what is around it. */
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

package io.datasafe.examples.quickstart.terminal;

/**
 * A text in a {@link Table}.
 *
 * @param text the text, in one line
 * @param tone its tone
 * @since 0.1
 */
public record Cell(String text, Tone tone) {
    /**
     * Formats a number.
     *
     * @param number the number
     * @return a cell without colour
     */
    public static Cell of(long number) {
        return of(Terminal.number(number));
    }

    /**
     * Makes a cell of a text.
     *
     * @param text the text
     * @return a cell without colour
     */
    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    /**
     * Formats a number that should be 0.
     *
     * @param number the number
     * @return a good cell if it is 0, otherwise a bad one
     */
    public static Cell shouldBeZero(long number) {
        return new Cell(Terminal.number(number), number == 0 ? Tone.GOOD : Tone.BAD);
    }
}

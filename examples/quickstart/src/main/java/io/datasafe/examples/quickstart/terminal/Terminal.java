package io.datasafe.examples.quickstart.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The output of the quickstart: a terminal, or a log file that stays readable. Thread-safe.
 *
 * @since 0.1
 */
public final class Terminal {
    static final char LINE = '\u2500';
    static final char TICK = '\u2713';
    private static final char CROSS = '\u2717';

    private volatile PrintStream out;
    private final Capabilities capabilities;

    /**
     * Prints to a stream.
     *
     * @param out the stream
     * @param capabilities its capabilities
     */
    public Terminal(PrintStream out, Capabilities capabilities) {
        this.out = out;
        this.capabilities = capabilities;
    }

    /**
     * Prints a line.
     *
     * @param text the line, or several
     */
    public void line(String text) {
        out.println(text);
    }

    /**
     * Prints a heading with an empty line before it.
     *
     * @param text the heading
     */
    public void heading(String text) {
        out.println();
        out.println(paint(Tone.STRONG, text));
    }

    /**
     * Prints the result of a check.
     *
     * @param passed whether it passed
     * @param text what was checked
     */
    public void verdict(boolean passed, String text) {
        String mark = capabilities.symbols() ? String.valueOf(passed ? TICK : CROSS) : passed ? "ok  " : "FAIL";
        out.println("  " + paint(passed ? Tone.GOOD : Tone.BAD, mark) + " " + text);
    }

    /**
     * Begins to show progress.
     *
     * @param label the name of the work
     * @param total the number of steps
     * @return counts the steps
     */
    public Progress progress(String label, int total) {
        return new Progress(this, capabilities.live(), label, total);
    }

    /**
     * Colours a text, if there are colours.
     *
     * @param tone its tone
     * @param text the text
     * @return the text with or without escape sequences around it
     */
    public String paint(Tone tone, String text) {
        return capabilities.colour() ? tone.colour(text) : text;
    }

    /** Prints nothing from now on: after an interruption, the output of threads that still run is of no interest. */
    public void hush() {
        out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    void overwrite(String text) {
        out.print(text);
        out.flush();
    }

    String rule(int width) {
        return String.valueOf(capabilities.symbols() ? LINE : '-').repeat(width);
    }

    /**
     * Formats a number with separators: 12,345.
     *
     * @param number the number
     * @return its text, the same in every locale
     */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * Formats a time in seconds: 1.3 s.
     *
     * @param nanos the time in nanoseconds
     * @return its text, the same in every locale
     */
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /**
     * Formats a time in milliseconds: 1,234.5 ms.
     *
     * @param nanos the time in nanoseconds
     * @return its text, the same in every locale
     */
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.1f ms", nanos / 1e6);
    }
}

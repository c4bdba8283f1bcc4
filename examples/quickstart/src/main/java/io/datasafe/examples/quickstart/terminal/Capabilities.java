package io.datasafe.examples.quickstart.terminal;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of the output.
 *
 * @param live whether a line can be overwritten, so that progress takes one line
 * @param colour whether it shows colours
 * @param symbols whether it shows lines and check marks beyond ASCII
 * @since 0.1
 */
public record Capabilities(boolean live, boolean colour, boolean symbols) {
    /** A file or a pipe: no line is overwritten, and all text is ASCII. */
    public static final Capabilities NONE = new Capabilities(false, false, false);

    /**
     * Detects the capabilities from the JVM and the environment.
     *
     * @param noColour whether to use no colours; the variables {@code NO_COLOR} and {@code TERM=dumb} have the same
     *     effect
     * @param environment the environment's variables
     * @return the capabilities of standard output
     */
    public static Capabilities detect(boolean noColour, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean terminal = isTerminal(System.console());
        boolean plain = noColour || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Capabilities(terminal && !dumb, terminal && !dumb && !plain, isUnicode());
    }

    /** From JDK 22 on, pipes have a console too, and a method tells them apart; before, only terminals have one. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean isUnicode() {
        for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding", "native.encoding"}) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                CharsetEncoder encoder = Charset.forName(name).newEncoder();
                return encoder.canEncode(Terminal.LINE) && encoder.canEncode(Terminal.TICK);
            }
        }
        return false;
    }
}

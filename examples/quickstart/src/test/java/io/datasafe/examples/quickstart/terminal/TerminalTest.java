package io.datasafe.examples.quickstart.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal terminal(Capabilities capabilities) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), capabilities);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static Table table() {
        return new Table(List.of("one", "number two"))
                .row("short", List.of(Cell.of(1), Cell.shouldBeZero(1_234)))
                .row("a longer label", List.of(Cell.of("text"), Cell.shouldBeZero(0)));
    }

    @Test
    void alignsATableInAscii() {
        table().print(terminal(Capabilities.NONE));

        assertThat(printed()).isEqualTo("""
                \s                   one   number two
                  --------------   ----   ----------
                  short               1        1,234
                  a longer label   text            0
                """);
    }

    @Test
    void coloursWithoutChangingTheAlignment() {
        table().print(terminal(new Capabilities(true, true, true)));

        assertThat(printed()).contains("\u001b[31m", "\u001b[32m", "─");
        assertThat(printed()
                        .replaceAll("\u001b\\[\\d+m", "")
                        .lines()
                        .map(String::length)
                        .distinct())
                .containsExactly(36);
    }

    @Test
    void letsASectionTakeTheWholeLine() {
        new Table(List.of("one"))
                .section("what the row below is about")
                .row("row", List.of(Cell.of(1)))
                .print(terminal(Capabilities.NONE));

        assertThat(printed()).isEqualTo("""
                \s       one
                  ---   ---
                  what the row below is about
                  row     1
                """);
    }

    @Test
    void refusesARowOfAnotherLength() {
        Table table = new Table(List.of("one"));

        assertThatThrownBy(() -> table.row("x", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have 1");
    }

    @Test
    void showsProgressInALogAsALineForEachQuarter() {
        try (Progress progress = terminal(Capabilities.NONE).progress("storing", 10)) {
            for (int i = 0; i < 10; i++) {
                progress.step();
            }
        }

        assertThat(printed().lines().map(line -> line.replaceAll("  \\d+\\.\\d s$", "")))
                .containsExactly(
                        "  storing  3 of 10", "  storing  5 of 10", "  storing  8 of 10", "  storing  10 of 10");
        assertThat(printed()).doesNotContain("\r", "\u001b");
    }

    @Test
    void showsProgressOnATerminalAsOneLineThatDisappears() {
        try (Progress progress = terminal(new Capabilities(true, false, false)).progress("storing", 2)) {
            progress.step();
            progress.step();
        }

        assertThat(printed())
                .startsWith("\r\u001b[K  storing  1 of 2")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void saysNothingOnceHushed() {
        Terminal terminal = terminal(Capabilities.NONE);
        terminal.hush();
        terminal.line("x");
        terminal.verdict(false, "y");

        assertThat(printed()).isEmpty();
    }

    @Test
    void writesMillisecondsInEveryLocale() {
        assertThat(Terminal.millis(1_234_560_000L)).isEqualTo("1,234.6 ms");
        assertThat(Terminal.millis(40_000)).isEqualTo("0.0 ms");
    }

    @Test
    void hasNoColourWhereNobodyWantsIt() {
        assertThat(Capabilities.detect(true, Map.of()).colour()).isFalse();
        assertThat(Capabilities.detect(false, Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(Capabilities.detect(false, Map.of("TERM", "dumb")))
                .returns(false, Capabilities::live)
                .returns(false, Capabilities::colour);
    }
}

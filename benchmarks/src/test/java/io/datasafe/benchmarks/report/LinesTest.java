package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String LONG = "word ".repeat(50).strip();

    @Test
    void breaksProseAtSpaces() {
        String wrapped = Lines.wrap("short\n\n" + LONG);

        assertThat(wrapped.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(wrapped).startsWith("short\n\nword ");
        assertThat(wrapped.replace('\n', ' ')).isEqualTo("short  " + LONG);
    }

    @Test
    void indentsWhatBelongsToAListItem() {
        assertThat(Lines.wrap("- " + LONG).lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("  word"));
    }

    @Test
    void leavesTablesAlone() {
        assertThat(Lines.wrap("| " + LONG + " |")).isEqualTo("| " + LONG + " |");
    }
}

package io.datasafe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of docs/quickstart.md are those of the run whose output the page names. */
class QuickstartPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern OUTPUT = Pattern.compile("\\(([./\\w]+/results/[\\w.-]+\\.txt)\\)");
    private static final Pattern FENCE = Pattern.compile("(?m)^```(\\w*)\n((?s:.*?))^```");

    @Test
    void everyLineOfOutputComesFromTheRun() throws IOException {
        String page = Files.readString(DOCS.resolve("quickstart.md"));
        Matcher name = OUTPUT.matcher(page);
        assertThat(name.find()).isTrue();
        List<String> run = Files.readString(DOCS.resolve(name.group(1)))
                .lines()
                .map(String::strip)
                .toList();

        List<String> shown = FENCE.matcher(page)
                .results()
                .filter(block -> block.group(1).isEmpty() && !block.group(2).contains("quickstart/run"))
                .flatMap(block -> block.group(2).lines())
                .map(String::strip)
                .toList();
        assertThat(shown).hasSizeGreaterThan(40);
        assertThat(run).containsAll(shown);
        assertThat(run).last().asString().startsWith("All ").contains(" checks passed");
    }
}

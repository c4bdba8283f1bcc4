package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plain English: phrases that mark translated prose appear neither in the pages nor in comments and messages. */
class ProseTest {
    private static final List<String> MARKED =
            List.of("whoever", "of which", "is to be", "beneath", "that one", "found out", "held to", "told wrongly");

    /** Idiomatic uses, with the words around them. */
    private static final List<String> ALLOWED = List.of("regardless of which");

    /** Between two words: spaces, a line break in a comment, or a string that continues in another one. */
    private static final String GAP = "(?:\\s|\\*|//|\"\\s+\")+";

    private static final Pattern MARK = phrases(MARKED);
    private static final Pattern IDIOM = phrases(ALLOWED);
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile("/\\*(?s:.*?)\\*/|//[^\n]*|\"\"\"(?s:.*?)\"\"\""
            + "|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'(?:\\\\.|[^'\\\\\n])*'");

    private static final Pattern COMMENT_LINE = Pattern.compile("\\s*(\\*|//|/\\*)");

    private static final int WIDTH = 120;
    private static final Pattern GENERATED = Pattern.compile("(?m)^<!-- \\w+: begin -->(?s:.*?)^<!-- \\w+: end -->");

    @Test
    void pagesAreWrittenInPlainEnglish() throws IOException {
        List<String> marks = new ArrayList<>();
        for (Path page : pages()) {
            marks.addAll(marks(page, Files.readString(page)));
        }
        assertThat(marks).isEmpty();
    }

    @Test
    void commentsAndMessagesAreWrittenInPlainEnglish() throws IOException {
        List<String> marks = new ArrayList<>();
        for (Path source : sources()) {
            marks.addAll(marks(source, only(COMMENT_OR_TEXT, Files.readString(source))));
        }
        assertThat(marks).isEmpty();
    }

    /** Exempt are blocks of output, and tables that a program writes. */
    @Test
    void pagesWrapAt120() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path page : pages()) {
            List<String> lines =
                    without(GENERATED, Files.readString(page)).lines().toList();
            String fence = "";
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).stripTrailing();
                if (line.startsWith("```")) {
                    fence = fence.isEmpty() ? line : "";
                } else if (line.length() > WIDTH && !fence.equals("```")) {
                    tooLong.add(place(page, i + 1) + " has " + line.length() + " characters");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** Exempt are blocks of code. */
    @Test
    void commentsWrapAt120() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            boolean code = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                code = (code || line.contains("<pre>")) && !line.contains("</pre>");
                if (!code && line.length() > WIDTH && COMMENT_LINE.matcher(line).lookingAt()) {
                    tooLong.add(place(source, i + 1) + " has " + line.length() + " characters");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aPhraseIsFoundAcrossLinesAndNamedByItsLine() {
        Path file = House.root().resolve("A.java");
        String java =
                "int beneath;\n/** One\n * of\n * which, regardless of which. */\nString s = \"held\"\n    + \" to\";\n";
        assertThat(marks(file, only(COMMENT_OR_TEXT, java))).containsExactly("A.java:3: of which", "A.java:5: held to");
    }

    private static List<Path> pages() throws IOException {
        Path root = House.root();
        List<Path> pages = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            pages.add(root.resolve(name));
        }
        pages.addAll(files(root.resolve("docs"), ".md"));
        return pages;
    }

    private static List<Path> sources() throws IOException {
        return files(House.root(), ".java").stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .toList();
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Pattern phrases(List<String> phrases) {
        return Pattern.compile(
                phrases.stream().map(each -> each.replace(" ", GAP)).collect(Collectors.joining("|", "\\b(", ")\\b")),
                Pattern.CASE_INSENSITIVE);
    }

    private static List<String> marks(Path file, String text) {
        String judged = without(IDIOM, text);
        return MARK.matcher(judged)
                .results()
                .map(mark -> place(file, line(judged, mark.start())) + ": "
                        + mark.group().replaceAll(GAP, " "))
                .toList();
    }

    private static String place(Path file, int line) {
        return House.root().relativize(file) + ":" + line;
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The text with everything but the line breaks blanked where the pattern matches. */
    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(match -> blank(match.group()));
    }

    /** The text with everything but the line breaks blanked where the pattern does not match. */
    private static String only(Pattern pattern, String text) {
        StringBuilder kept = new StringBuilder();
        int end = 0;
        for (MatchResult match : pattern.matcher(text).results().toList()) {
            kept.append(blank(text.substring(end, match.start()))).append(match.group());
            end = match.end();
        }
        return kept.append(blank(text.substring(end))).toString();
    }

    private static String blank(String text) {
        return text.replaceAll("[^\n]", " ");
    }
}

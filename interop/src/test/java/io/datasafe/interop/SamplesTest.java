package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in README and docs compiles on Java 17. A block is the body of a method. Names that it uses and
 * does not declare come from the page's preamble: an abstract class {@code Page} with its imports.
 */
class SamplesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PREAMBLES = Path.of("src/test/resources/samples");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```java\n((?s:.*?))^```");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^(private )?static final ");
    private static final List<String> OPTIONS = List.of("--release", "17", "-proc:none", "-Xlint:none");

    @Test
    void everyBlockCompiles() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path page : pages()) {
            sources.addAll(sources(page.getFileName().toString(), page, Files.readString(preamble(page))));
        }
        assertThat(sources).hasSizeGreaterThan(30);
        assertThat(errors(sources)).isEmpty();
    }

    @Test
    void aBlockThatDoesNotCompileIsNamedByPageAndLine(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "a\n\n```java\nint i = 1;\nint j = \"one\";\n```\n");
        assertThat(errors(sources("page.md", page, "abstract class Page {}")))
                .singleElement()
                .asString()
                .startsWith("page.md:5: incompatible types");
    }

    @Test
    void everyPreambleHasAPage() throws IOException {
        List<Path> used = pages().stream().map(SamplesTest::preamble).toList();
        try (Stream<Path> preambles = Files.list(PREAMBLES)) {
            assertThat(preambles).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            for (Path page :
                    Stream.concat(docs, Stream.of(ROOT.resolve("README.md"))).toList()) {
                if (page.toString().endsWith(".md")
                        && BLOCK.matcher(Files.readString(page)).find()) {
                    pages.add(page);
                }
            }
        }
        return pages;
    }

    private static Path preamble(Path page) {
        return PREAMBLES.resolve(page.getFileName().toString().replace(".md", ".java"));
    }

    /** A package for each page: the preamble, and a class for each block. */
    private static List<Source> sources(String name, Path page, String preamble) throws IOException {
        String text = Files.readString(page);
        String begin = "package page_" + name.replaceAll("\\W", "_") + "; ";
        String imports =
                preamble.lines().filter(each -> each.startsWith("import ")).collect(Collectors.joining());
        List<Source> sources = new ArrayList<>(List.of(new Source("preamble of " + name, 1, begin + preamble)));
        BLOCK.matcher(text).results().forEach(block -> {
            int line = (int) text.substring(0, block.start(1)).lines().count() + 1;
            sources.add(new Source(name, line - 1, begin + imports + inMethod("Sample" + line, block.group(1))));
        });
        return sources;
    }

    /** The condition lets a block end with a return, or without one. */
    private static String inMethod(String type, String block) {
        return "abstract class " + type + " extends Page { Object run() throws Exception { if (true) {\n"
                + CONSTANT.matcher(block).replaceAll("final ") + "} return null; } }\n";
    }

    private static List<String> errors(List<Source> sources) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        ((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, found, OPTIONS, null, sources)).analyze();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> ((Source) each.getSource()).at(each.getLineNumber()) + ": " + each.getMessage(Locale.ROOT))
                .toList();
    }

    /** A compilation unit whose lines are those of a page, from {@code firstLine} on. */
    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final int firstLine;
        private final String text;

        Source(String name, int firstLine, String text) {
            super(URI.create("page:///" + name.replace(' ', '/') + "/" + firstLine + ".java"), Kind.SOURCE);
            this.name = name;
            this.firstLine = firstLine;
            this.text = text;
        }

        String at(long line) {
            return name + ":" + (firstLine + line - 1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

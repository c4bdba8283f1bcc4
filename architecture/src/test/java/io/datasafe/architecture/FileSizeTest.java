package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Prints what is long: files past 400 lines, methods past 50, and the median file. It fails for none of them. A long file often holds two ideas, and
 * is then cut between the ideas; a file with one idea stays whole.
 */
class FileSizeTest {
    private static final int LONG_FILE = 400;
    private static final int LONG_METHOD = 50;

    private record Length(String name, int lines) {}

    @Test
    void reportsWhatIsLong() throws IOException {
        for (String sources : List.of("src/main/java", "src/test/java")) {
            List<Length> files = new ArrayList<>();
            List<Length> methods = new ArrayList<>();
            for (Path file : files(sources)) {
                String text = Files.readString(file);
                String name = House.root().relativize(file).toString();
                files.add(new Length(name, (int) text.lines().count()));
                methods(name, text).forEach(methods::add);
            }
            print(sources, files, methods);
            assertThat(files).hasSizeGreaterThan(10);
            assertThat(methods).hasSizeGreaterThan(files.size());
        }
    }

    @Test
    void aMethodIsCountedFromItsFirstLineToItsLast() throws IOException {
        String text = "class A {\n  A() {}\n  int a(int b) {\n    return b;\n  }\n  class B { void c() {\n } }\n}\n";
        assertThat(methods("A.java", text))
                .containsExactly(
                        new Length("A.java <init>, line 2", 1),
                        new Length("A.java a, line 3", 3),
                        new Length("A.java c, line 6", 2));
    }

    private static void print(String sources, List<Length> files, List<Length> methods) {
        int median = files.stream().map(Length::lines).sorted().toList().get(files.size() / 2);
        StringBuilder report = new StringBuilder(String.format(
                "%s: %,d files, %,d lines, median %d%n",
                sources, files.size(), files.stream().mapToInt(Length::lines).sum(), median));
        longest(report, files, LONG_FILE, "files");
        longest(report, methods, LONG_METHOD, "methods");
        System.out.print(report);
    }

    private static void longest(StringBuilder report, List<Length> lengths, int bound, String kind) {
        List<Length> longer = lengths.stream()
                .filter(each -> each.lines > bound)
                .sorted(Comparator.comparingInt(Length::lines).reversed())
                .toList();
        report.append(String.format("  %s past %d lines: %d%n", kind, bound, longer.size()));
        longer.forEach(each -> report.append(String.format("    %5d  %s%n", each.lines, each.name)));
    }

    private static List<Path> files(String sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : House.modules()) {
            Path directory = House.root().resolve(module).resolve(sources);
            if (Files.exists(directory)) {
                try (Stream<Path> found = Files.walk(directory)) {
                    found.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private static List<Length> methods(String name, String text) throws IOException {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(new Source(text)));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Length> methods = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                    long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                    methods.add(
                            new Length(name + " " + method.getName() + ", line " + first, (int) (last - first + 1)));
                    return super.visitMethod(method, nothing);
                }
            }.scan(unit, null);
        }
        return methods;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONTRIBUTING's table of the house names what is there, and nothing else. */
class HouseTableTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void theTableNamesEveryModule() throws IOException {
        assertThat(rows().flatMap(row -> code(row[1])))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(House.modules());
    }

    @Test
    void theTableNamesEveryPackageThatUsersSee() throws IOException {
        Set<String> exported = new TreeSet<>();
        for (String module : House.DEPLOYED) {
            ModulePathTest.descriptor(module).exports().stream()
                    .filter(export -> !export.isQualified())
                    .forEach(export -> exported.add(export.source()));
        }
        assertThat(exported).isNotEmpty();
        assertThat(rows().flatMap(row -> code(row[2]))
                        .filter(name -> name.startsWith("io.datasafe") && !name.contains(".internal")))
                .containsExactlyInAnyOrderElementsOf(exported);
    }

    @Test
    void theTableNamesEveryInternalPackage() throws IOException {
        Set<String> packages = new TreeSet<>();
        House.CLASSES.forEach(type -> packages.add(type.getPackageName()));
        packages.removeIf(name -> !name.contains(".internal"));
        assertThat(rows().flatMap(row -> code(row[2])).filter(name -> name.contains(".internal")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    /** {@return the cells of each row, from index 1} */
    private static Stream<String[]> rows() throws IOException {
        return Files.readString(House.root().resolve("CONTRIBUTING.md"))
                .lines()
                .dropWhile(line -> !line.equals("## The house"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| module"))
                .map(line -> line.split("\\|"));
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1));
    }
}

package io.datasafe.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the rules are checked on: the classes of the deployed modules, and the repository's root. */
final class House {
    static final List<String> DEPLOYED =
            List.of("datasafe-core", "datasafe-watch", "datasafe-jooq", "datasafe-junit", "datasafe-test");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(DEPLOYED.stream()
                    .map(module -> root().resolve(module).resolve("target/classes"))
                    .toList());

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private House() {}

    /** {@return the modules of the root pom.xml, deployed or not} */
    static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(root().resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1))
                .toList();
    }

    static DescribedPredicate<JavaClass> of(String module) {
        return DescribedPredicate.describe(
                "of " + module,
                type -> type.getSource().orElseThrow().getUri().getPath().contains("/" + module + "/target/classes/"));
    }

    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}

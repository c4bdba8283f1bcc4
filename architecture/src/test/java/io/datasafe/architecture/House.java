package io.datasafe.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the rules are checked on: the classes of the deployed modules, and the repository's root. */
final class House {
    static final List<String> DEPLOYED =
            List.of("datasafe-core", "datasafe-watch", "datasafe-jooq", "datasafe-junit", "datasafe-test");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(DEPLOYED.stream()
                    .map(module -> root().resolve(module).resolve("target/classes"))
                    .toList());

    private House() {}

    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}

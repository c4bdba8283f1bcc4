package io.datasafe.architecture;

import static java.lang.module.ModuleDescriptor.Requires.Modifier.STATIC;
import static java.lang.module.ModuleDescriptor.Requires.Modifier.TRANSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's modular application resolves datasafe's modules, and sees the API but not the internals. */
class ModulePathTest {
    static Stream<String> deployed() {
        return House.DEPLOYED.stream();
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void aModuleExportsItsApiAndNothingElse(String module) throws IOException {
        Set<String> api = new TreeSet<>();
        for (JavaClass type : House.CLASSES.that(House.of(module))) {
            if (!type.getPackageName().isEmpty() && !type.getPackageName().contains(".internal")) {
                api.add(type.getPackageName());
            }
        }
        assertThat(descriptor(module).exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(api);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void anInternalPackageIsSeenByDatasafesModulesOnly(String module) throws IOException {
        assertThat(descriptor(module).exports().stream()
                        .filter(ModuleDescriptor.Exports::isQualified)
                        .flatMap(export -> export.targets().stream()))
                .allMatch(target -> target.startsWith("io.datasafe."));
    }

    /** javac looks for what a module passes on, even where it is optional: a user without it could not compile. */
    @ParameterizedTest
    @MethodSource("deployed")
    void anOptionalModuleIsNotPassedOnToUsers(String module) throws IOException {
        assertThat(descriptor(module).requires().stream()
                        .filter(each -> each.modifiers().containsAll(Set.of(STATIC, TRANSITIVE)))
                        .map(ModuleDescriptor.Requires::name))
                .as("static transitive")
                .containsExactly("org.jspecify");
    }

    @Test
    void allModulesResolveTogether() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : House.DEPLOYED) {
            names.add(descriptor(module).name());
        }
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(modulePath()), ModuleFinder.of(), names);
        ModuleLayer.boot().defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
        assertThat(resolved.modules().stream()
                        .map(module -> module.name())
                        .filter(name -> name.startsWith("io.datasafe"))
                        .collect(Collectors.toSet()))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void theJarHoldsTheLicence(String module) {
        assertThat(classes(module).resolve("META-INF/LICENSE"))
                .hasSameTextualContentAs(House.root().resolve("LICENSE"));
    }

    static ModuleDescriptor descriptor(String module) throws IOException {
        try (InputStream in = Files.newInputStream(classes(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Path classes(String module) {
        return House.root().resolve(module).resolve("target/classes");
    }

    /** The modules as built, and the libraries that they need: all jars of the class path but those of the tests. */
    private static Path[] modulePath() {
        return Stream.concat(
                        deployed().map(ModulePathTest::classes),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar"))
                                .filter(entry -> !entry.matches(".*/(datasafe|archunit|assertj|slf4j)-[^/]*"))
                                .map(Path::of))
                .toArray(Path[]::new);
    }
}

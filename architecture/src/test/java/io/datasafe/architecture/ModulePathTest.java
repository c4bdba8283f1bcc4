package io.datasafe.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A user's modular application resolves datasafe's modules, and sees the API but not the internals. */
class ModulePathTest {
    @Test
    void theModulesResolveAndExportTheApiOnly() {
        ModuleFinder finder = ModuleFinder.of(Stream.concat(
                        Stream.of("datasafe-core", "datasafe-jooq")
                                .map(module -> House.root().resolve(module).resolve("target/classes")),
                        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                                .filter(entry ->
                                        entry.matches(".*/(jooq|r2dbc-spi|reactive-streams|jspecify)-[^/]*jar"))
                                .map(Path::of))
                .toArray(Path[]::new));
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("io.datasafe.jooq"));

        Module core = ModuleLayer.boot()
                .defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader())
                .findModule("io.datasafe.core")
                .orElseThrow();
        assertThat(Stream.of(
                        "io.datasafe",
                        "io.datasafe.event",
                        "io.datasafe.load",
                        "io.datasafe.outbox",
                        "io.datasafe.sqlstate",
                        "io.datasafe.tenant",
                        "io.datasafe.tx"))
                .allMatch(core::isExported);
        assertThat(core.getPackages())
                .filteredOn(name -> name.startsWith("io.datasafe.internal."))
                .hasSizeGreaterThan(3)
                .noneMatch(core::isExported);
    }
}

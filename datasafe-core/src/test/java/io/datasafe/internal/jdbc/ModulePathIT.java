package io.datasafe.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.PostgresNode;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** datasafe on the module path and pgjdbc on the class path: a named module does not read the class path unless it asks to. */
class ModulePathIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    void reachesADriverOnTheClassPath() throws Exception {
        try (PooledDatabase db = PooledDatabase.open()) {
            PostgresNode primary = PooledDatabase.cluster().primary();
            Path driver = Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--module-path",
                            TARGET.resolve("classes").toString(),
                            "--add-modules",
                            "io.datasafe.core",
                            "--class-path",
                            driver + File.pathSeparator + TARGET.resolve("test-classes"),
                            "modulepath.SwallowsAnError",
                            db.database().jdbcUrl(),
                            primary.user(),
                            primary.password())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output.lines()).last().isEqualTo("SilentRollbackException");
            assertThat(child.waitFor()).isZero();
        }
    }
}

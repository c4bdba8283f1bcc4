package io.datasafe.test.cluster;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** A PostgreSQL installation that is already unpacked, for example by a package of the operating system. */
record Installation(Path directory, PostgresVersion version) implements Distribution {
    static boolean at(Path directory) {
        return Files.isExecutable(directory.resolve("bin/postgres"));
    }

    static Installation of(Path directory) {
        String output = Command.run(
                List.of(directory.resolve("bin/postgres").toString(), "--version"), "asking PostgreSQL's version");
        PostgresVersion version = PostgresVersion.in(output)
                .orElseThrow(() -> new ClusterException(directory
                        + " does not hold PostgreSQL: bin/postgres --version says \"" + output.strip() + "\""));
        return new Installation(directory.toAbsolutePath(), version);
    }

    @Override
    public String location() {
        return directory.toString();
    }

    @Override
    public String key() {
        CRC32 crc = new CRC32();
        crc.update(directory.toString().getBytes(StandardCharsets.UTF_8));
        return version + "-at-" + Long.toHexString(crc.getValue());
    }

    @Override
    public Path home(DirectoryCache cache) {
        return directory;
    }
}

package io.datasafe.test.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A PostgreSQL distribution in an xz-compressed tar file, the form in which the jars of binaries hold it. */
record Archive(URL url, PostgresVersion version) implements Distribution {
    // The server may run as another user, who must be able to read the files whatever our umask is.
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");

    @Override
    public String location() {
        return url.toString();
    }

    @Override
    public String key() {
        try {
            return version + "-" + Long.toHexString(checksum());
        } catch (IOException e) {
            throw new ClusterException("cannot read PostgreSQL's binaries from " + url + ": " + e.getMessage(), e);
        }
    }

    private long checksum() throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return jar.getJarEntry().getCrc();
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(connection.getInputStream(), crc)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return crc.getValue();
    }

    @Override
    public Path home(DirectoryCache cache) {
        return cache.get("postgres-" + key(), this::unpack);
    }

    private void unpack(Path directory) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(new XZCompressorInputStream(url.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException(url + " holds " + entry.getName() + ", which lies outside of it");
                }
                // Only C programs that link against PostgreSQL need static libraries.
                if (!entry.getName().endsWith(".a")) {
                    write(tar, entry, target);
                }
            }
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(path, PROGRAM);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, (entry.getMode() & 0100) != 0 ? PROGRAM : DATA);
        }
    }
}

package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A cache of directories that are expensive to make, for this user and under the temporary directory.
 *
 * <p>Each directory is made under another name and renamed when it is complete. A file lock keeps other JVMs out
 * meanwhile.
 */
final class DirectoryCache {
    private final Path directory;

    private DirectoryCache(Path directory) {
        this.directory = directory;
    }

    static DirectoryCache open() {
        return in(Directories.ofThisUser());
    }

    static DirectoryCache in(Path directory) {
        return new DirectoryCache(directory);
    }

    /** Fills a directory that does not exist yet. */
    @FunctionalInterface
    interface Maker {
        void make(Path directory) throws IOException;
    }

    /** {@return the directory with that name; it is made first if it is missing, or if files in it are missing} */
    Path get(String name, Maker maker) {
        Path finished = directory.resolve(name);
        try {
            return FileMutex.holding(directory.resolve(name + ".lock"), () -> {
                if (!Inventory.complete(finished)) {
                    Directories.delete(finished);
                    Path part = directory.resolve(name + ".part");
                    Directories.delete(part);
                    Files.createDirectory(part, PosixFilePermissions.asFileAttribute(Directories.OWNER_ONLY));
                    fill(part, maker);
                    Files.move(part, finished, StandardCopyOption.ATOMIC_MOVE);
                }
                return finished;
            });
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException(
                    "making " + finished + " failed: " + e.getMessage() + Remedy.of(String.valueOf(e)), e);
        }
    }

    private static void fill(Path part, Maker maker) throws IOException {
        try {
            maker.make(part);
            Inventory.write(part);
        } catch (IOException | RuntimeException e) {
            Directories.delete(part);
            throw e;
        }
    }
}

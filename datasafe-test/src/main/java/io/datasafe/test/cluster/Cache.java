package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Directories that are expensive to make, kept for this user under the temporary directory.
 *
 * <p>Each is made aside and renamed when it is complete, under a lock that other JVMs respect.
 */
final class Cache {
    private final Path directory;

    private Cache(Path directory) {
        this.directory = directory;
    }

    static Cache open() {
        return in(Directories.ofThisUser());
    }

    static Cache in(Path directory) {
        return new Cache(directory);
    }

    /** Fills a directory that does not exist yet. */
    @FunctionalInterface
    interface Maker {
        void make(Path directory) throws IOException;
    }

    /** {@return the directory of that name, made now if it is missing or if somebody has removed a part of it} */
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
                    "making " + finished + " failed: " + e.getMessage() + Cure.of(String.valueOf(e)), e);
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

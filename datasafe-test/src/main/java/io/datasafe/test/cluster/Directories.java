package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Private directories, and operations on whole trees of files. */
final class Directories {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    // Other users may pass through to what is open to them, that is the binaries, but cannot list the directory.
    private static final Set<PosixFilePermission> PASSAGE = PosixFilePermissions.fromString("rwx--x--x");

    private static final Path RAM_DISK = Path.of("/dev/shm");
    private static final long ROOM_FOR_A_SERVER = 1L << 30;

    private Directories() {}

    /** {@return this user's own directory under the temporary directory} */
    static Path ofThisUser() {
        return ofThisUser(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * {@return the best place for a cluster's data: the RAM disk if it has room, because no test needs the data later}
     */
    static Path forData(int servers) {
        try {
            if (Files.isWritable(RAM_DISK)
                    && Files.getFileStore(RAM_DISK).type().equals("tmpfs")
                    && Files.getFileStore(RAM_DISK).getUsableSpace() >= servers * ROOM_FOR_A_SERVER) {
                return ofThisUser(RAM_DISK);
            }
        } catch (IOException e) {
            // A RAM disk whose size cannot be read is not used.
            return ofThisUser();
        }
        return ofThisUser();
    }

    private static Path ofThisUser(Path parent) {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_.-]", "_");
        Path directory = parent.resolve("datasafe-pg-" + user);
        try {
            createPrivate(directory);
            Path probe = Files.createTempFile(directory, "probe", "");
            boolean ours = Files.getOwner(probe).equals(Files.getOwner(directory))
                    && PASSAGE.containsAll(Files.getPosixFilePermissions(directory));
            Files.delete(probe);
            if (!ours) {
                throw new IOException("it is another user's, or others may write to it");
            }
            return directory;
        } catch (IOException e) {
            throw new ClusterException(
                    "cannot keep PostgreSQL's files in " + directory + ": " + e
                            + ". Give it to this user with mode 711, or remove it; or choose other places with"
                            + " -Djava.io.tmpdir=path and EmbeddedCluster.builder().directory(path)",
                    e);
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            // Sets the mode afterwards, because the umask limits the mode of a new directory.
            Files.setPosixFilePermissions(directory, PASSAGE);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("cannot remove " + directory, e);
            }
        }
    }
}

package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one cluster. A lock in it tells other JVMs that this JVM is alive.
 *
 * <p>The guardian removes the directory. If the guardian was killed too, the next cluster that starts here removes it.
 */
final class ClusterDirectory implements AutoCloseable {
    private static final String PREFIX = "cluster-";
    private static final String MINE = PREFIX + ProcessHandle.current().pid() + "-";
    private static final String LOCK = "jvm.lock";

    private final Path path;
    private final FileChannel lock;

    private ClusterDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    Path path() {
        return path;
    }

    static ClusterDirectory create(@Nullable Path wanted, int servers) {
        Path parent = wanted == null ? Directories.forData(servers) : wanted;
        try {
            return FileMutex.holding(Directories.ofThisUser().resolve("clusters.lock"), () -> {
                for (Path old : clustersIn(parent)) {
                    if (isAbandoned(old)) {
                        Leftovers.remove(old);
                    }
                }
                return createLocked(parent);
            });
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException(
                    "cannot make the cluster's directory in " + parent + ": " + e + Remedy.of(String.valueOf(e)), e);
        }
    }

    /**
     * Takes the lock before it gives the directory the name that others look for; without the lock the directory would
     * look abandoned.
     */
    private static ClusterDirectory createLocked(Path parent) throws IOException {
        Path made = Files.createTempDirectory(parent, "making-").toAbsolutePath();
        FileChannel channel =
                FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        String random = made.getFileName().toString().substring("making-".length());
        return new ClusterDirectory(Files.move(made, made.resolveSibling(MINE + random)), channel);
    }

    private static List<Path> clustersIn(Path parent) throws IOException {
        try (Stream<Path> paths = Files.list(parent)) {
            return paths.filter(path -> path.getFileName().toString().startsWith(PREFIX) && Files.isDirectory(path))
                    .toList();
        }
    }

    private static boolean isAbandoned(Path cluster) {
        // This JVM's own file is not even opened: closing any channel to a file releases all locks that the process has
        // on it.
        if (cluster.getFileName().toString().startsWith(MINE)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(cluster.resolve(LOCK), StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException e) {
            // The file is another user's, or its guardian is removing it at this moment.
            return false;
        }
    }

    /** Releases the lock, and removes what is left of the directory. */
    @Override
    public void close() {
        try {
            lock.close();
            Leftovers.remove(path);
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException("cannot remove " + path + ": " + e + ". Remove it by hand", e);
        }
    }
}

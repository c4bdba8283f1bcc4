package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Directories that are expensive to make, kept for this user under the temporary directory.
 *
 * <p>Each is made aside and renamed when it is complete, under a lock that other JVMs respect.
 */
final class Cache {
    // A file lock is held by the JVM, not by the thread, so threads need one too.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path directory;

    private Cache(Path directory) {
        this.directory = directory;
    }

    static Cache open() {
        return new Cache(Directories.ofThisUser());
    }

    /** Fills a directory that does not exist yet. */
    @FunctionalInterface
    interface Maker {
        void make(Path directory) throws IOException;
    }

    /** {@return the directory of that name, made now if it is missing or if somebody has removed a part of it} */
    Path get(String name, Maker maker) {
        Path finished = directory.resolve(name);
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Inventory.complete(finished)) {
                Directories.delete(finished);
                Path part = directory.resolve(name + ".part");
                Directories.delete(part);
                Files.createDirectory(part);
                maker.make(part);
                Inventory.write(part);
                Files.move(part, finished, StandardCopyOption.ATOMIC_MOVE);
            }
            assert lock.isValid();
            return finished;
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException(
                    "making " + finished + " failed: " + e.getMessage() + Cure.of(String.valueOf(e)), e);
        } finally {
            THREADS.unlock();
        }
    }
}

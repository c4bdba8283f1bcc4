package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** A mutex across all threads of all JVMs on this machine. */
final class FileMutex {
    // A file lock belongs to the JVM and not to a thread, so threads need a lock too.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private FileMutex() {}

    /** An action to run under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T call() throws IOException;
    }

    static <T> T holding(Path file, Action<T> action) throws IOException {
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                return action.call();
            } finally {
                lock.release();
            }
        } finally {
            THREADS.unlock();
        }
    }
}

package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one JVM of this machine at a time do something. */
final class FileMutex {
    // A file lock is held by the JVM, not by the thread, so threads need one too.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private FileMutex() {}

    /** What is done under the lock. */
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

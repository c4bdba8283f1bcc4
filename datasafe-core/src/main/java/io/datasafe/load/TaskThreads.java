package io.datasafe.load;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Starts the threads that run tasks: virtual threads where the JVM has them. */
final class TaskThreads {
    private static final String NAME = "datasafe-load";
    private static final @Nullable ThreadFactory VIRTUAL = virtual();

    private TaskThreads() {}

    static boolean areVirtual() {
        return VIRTUAL != null;
    }

    static void start(Runnable work) {
        unstarted(work).start();
    }

    private static Thread unstarted(Runnable work) {
        ThreadFactory virtual = VIRTUAL;
        if (virtual != null) {
            return virtual.newThread(work);
        }
        Thread thread = new Thread(work, NAME);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Uses reflection, because this class is compiled for Java 17. Java 19 and 20 have virtual threads as a preview
     * only, and refuse the call.
     */
    private static @Nullable ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class).invoke(builder, NAME);
            Method factory = type.getMethod("factory");
            return (ThreadFactory) factory.invoke(named);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}

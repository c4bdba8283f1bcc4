package io.datasafe.load;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The threads that tasks run on: virtual ones where the JVM has them. */
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

    /** By reflection: this is compiled for Java 17. In 19 and 20 they are a preview, and refused. */
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

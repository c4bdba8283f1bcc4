package io.datasafe.tx;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** Finds the place in the user's code: the first frame that belongs neither to the JDK nor to a layer between. */
final class Place {
    private static final List<String> LAYERS = List.of(
            "java.",
            "jdk.",
            "sun.",
            "javax.",
            "io.datasafe.internal.",
            "io.datasafe.tx.",
            "io.datasafe.jooq.",
            "org.jooq.",
            "org.postgresql.",
            "com.zaxxer.hikari.",
            "org.springframework.",
            "org.hibernate.",
            "org.jdbi.");

    private Place() {}

    static String ofCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(Place::isUsers).findFirst())
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("an unknown place");
    }

    /** Where this thread began its transaction: the first frame of the user's below the last one of ours. */
    static String ofBegin() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> !isBegin(frame))
                        .dropWhile(frame -> !isUsers(frame))
                        .findFirst())
                .map(frame -> frame.toStackTraceElement().toString())
                .orElse("an unknown place");
    }

    private static boolean isBegin(StackFrame frame) {
        // jOOQ's transaction(..) begins one by a call, and is itself what stays on the stack.
        return frame.getClassName().equals(Attempts.class.getName())
                || frame.getClassName().equals("org.jooq.impl.DefaultDSLContext")
                        && frame.getMethodName().startsWith("transaction");
    }

    private static boolean isUsers(StackFrame frame) {
        String name = frame.getClassName();
        return LAYERS.stream().noneMatch(name::startsWith);
    }
}

package io.datasafe.watch;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place in the code that sends a statement: the frames of the application, without those of the JDK and of the layers between, which differ between a
 * first call and the later ones. A frame that comes again, in a recursion, counts once.
 *
 * @param hash tells it from other places
 * @param frames the frames themselves, the one nearest to the statement first; none where all belong to layers
 * @param jooq whether jOOQ sent it
 */
record CallSite(long hash, List<StackFrame> frames, boolean jooq) {
    private static final int DEEPEST = 512;
    private static final int SHOWN = 3;
    private static final List<String> LAYERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "kotlin.",
            "scala.",
            "groovy.",
            "io.datasafe.event.",
            "io.datasafe.internal.",
            "io.datasafe.jooq.",
            "io.datasafe.junit.",
            "io.datasafe.load.",
            "io.datasafe.outbox.",
            "io.datasafe.tx.",
            "io.datasafe.watch.",
            "org.jooq.",
            "org.postgresql.",
            "org.springframework.",
            "org.hibernate.",
            "org.jdbi.",
            "org.mybatis.",
            "org.apache.",
            "org.eclipse.",
            "org.junit.",
            "org.gradle.",
            "com.intellij.",
            "com.zaxxer.",
            "net.ttddyy.",
            "io.agroal.",
            "io.ebean.",
            "io.micrometer.",
            "io.micronaut.",
            "io.netty.",
            "io.opentelemetry.",
            "io.quarkus.",
            "io.undertow.",
            "reactor.");

    private static final StackWalker WALKER = StackWalker.getInstance();

    static CallSite ofCaller() {
        return WALKER.walk(CallSite::of);
    }

    private static CallSite of(Stream<StackFrame> stack) {
        boolean[] jooq = new boolean[1];
        List<StackFrame> frames = stack.limit(DEEPEST)
                .peek(frame -> jooq[0] |= frame.getClassName().startsWith("org.jooq."))
                .filter(frame -> isApplication(frame.getClassName()))
                .collect(Collectors.toList());
        long hash = frames.stream().mapToLong(CallSite::hash).distinct().reduce(1, ValueHash::combine);
        return new CallSite(hash, frames, jooq[0]);
    }

    private static long hash(StackFrame frame) {
        long place = ValueHash.combine(
                frame.getClassName().hashCode(), frame.getMethodName().hashCode());
        return ValueHash.combine(place, frame.getByteCodeIndex());
    }

    /** Generated classes lie in the packages of those that they are generated for. */
    private static boolean isApplication(String className) {
        return !className.contains("$$") && LAYERS.stream().noneMatch(className::startsWith);
    }

    /** The nearest frames, as a stack trace writes them. */
    List<String> places() {
        return frames.stream()
                .map(frame -> frame.toStackTraceElement().toString())
                .distinct()
                .limit(SHOWN)
                .toList();
    }
}

package io.datasafe.internal.scope;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The place in the user's code that led to a statement: the frames of the stack without those of the JDK and of the
 * libraries in {@link Layers}, which differ between a first call and later ones. A frame that comes again, in a
 * recursion, counts once.
 *
 * @param hash tells it from other places
 * @param frames the frames, nearest to the statement first; empty if libraries have all of them
 * @param jooq whether jOOQ sent the statement
 */
public record CallSite(long hash, List<StackFrame> frames, boolean jooq) {
    private static final int DEEPEST = 512;
    private static final int SHOWN = 3;
    private static final String UNKNOWN = "an unknown place";

    // The class decides about a frame, and the decision is kept with the class: comparing names would cost more.
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Origin> ORIGINS = new ClassValue<>() {
        @Override
        protected Origin computeValue(Class<?> type) {
            return Origin.of(type);
        }
    };

    private enum Origin {
        USER,
        JOOQ,
        LIBRARY,
        GENERATED;

        private static final List<String> GENERATORS = List.of(
                "$$EnhancerBy",
                "$$FastClassBy",
                "$$SpringCGLIB$$",
                "$$Lambda",
                "$$_Weld",
                ".$Proxy",
                "$HibernateProxy$",
                "$MockitoMock$",
                "_$$_",
                "_ClientProxy",
                "_Subclass");

        static Origin of(Class<?> type) {
            String name = type.getName();
            // Generated classes lie in the packages of the classes that they are generated for.
            if (GENERATORS.stream().anyMatch(name::contains)) {
                return GENERATED;
            } else if (isJdk(type) || Layers.contain(type.getPackageName())) {
                return name.startsWith("org.jooq.") ? JOOQ : LIBRARY;
            }
            return USER;
        }

        private static boolean isJdk(Class<?> type) {
            ClassLoader loader = type.getClassLoader();
            // The boot loader also has what -Xbootclasspath/a adds, which is in no module.
            return type.getModule().isNamed() && (loader == null || loader == ClassLoader.getPlatformClassLoader());
        }
    }

    /**
     * Walks the stack.
     *
     * @param application the packages that the user has named
     * @return the place that this thread is at
     */
    public static CallSite ofCaller(ApplicationPackages application) {
        return WALKER.walk(stack -> of(stack, application));
    }

    /**
     * Walks the stack as far as the first frame of the user.
     *
     * @param application the packages that the user has named
     * @return the nearest frame, as a stack trace writes it
     */
    public static String nearest(ApplicationPackages application) {
        return WALKER.walk(stack -> first(stack, application));
    }

    /**
     * Finds the code that called a library's entry, such as the one that begins transactions.
     *
     * @param entry the class that is the entry; a transaction of jOOQ counts as well
     * @param application the packages that the user has named
     * @return the nearest frame of the user before the nearest call of the entry, as a stack trace writes it
     */
    public static String callerOf(Class<?> entry, ApplicationPackages application) {
        return WALKER.walk(stack -> first(stack.dropWhile(frame -> !isEntry(frame, entry)), application));
    }

    private static String first(Stream<StackFrame> stack, ApplicationPackages application) {
        return stack.filter(frame -> isUsers(frame, application))
                .findFirst()
                .map(CallSite::text)
                .orElse(UNKNOWN);
    }

    private static boolean isEntry(StackFrame frame, Class<?> entry) {
        // jOOQ's transaction(..) begins one by a call, and is itself what stays on the stack.
        return frame.getDeclaringClass() == entry
                || frame.getClassName().equals("org.jooq.impl.DefaultDSLContext")
                        && frame.getMethodName().startsWith("transaction");
    }

    private static CallSite of(Stream<StackFrame> stack, ApplicationPackages application) {
        boolean[] jooq = new boolean[1];
        List<StackFrame> frames = stack.limit(DEEPEST)
                .peek(frame -> jooq[0] |= ORIGINS.get(frame.getDeclaringClass()) == Origin.JOOQ)
                .filter(frame -> isUsers(frame, application))
                .collect(Collectors.toList());
        long hash = frames.stream().mapToLong(CallSite::hash).distinct().reduce(1, CallSite::combine);
        return new CallSite(hash, frames, jooq[0]);
    }

    private static boolean isUsers(StackFrame frame, ApplicationPackages application) {
        Origin origin = ORIGINS.get(frame.getDeclaringClass());
        return origin == Origin.USER || origin != Origin.GENERATED && application.contain(frame.getClassName());
    }

    private static long hash(StackFrame frame) {
        long place =
                combine(frame.getClassName().hashCode(), frame.getMethodName().hashCode());
        return combine(place, frame.getByteCodeIndex());
    }

    private static long combine(long hash, long next) {
        // The last steps of SplittableRandom.
        long mixed = hash * 31 + next;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    private static String text(StackFrame frame) {
        return frame.toStackTraceElement().toString();
    }

    /** {@return the nearest frames, as a stack trace writes them; none if the place is not known} */
    public List<String> places() {
        return frames.stream().map(CallSite::text).distinct().limit(SHOWN).toList();
    }
}

package io.datasafe.tx;

/** Keeps what went wrong beside, or before, the failure that is thrown. */
final class Suppressed {
    private Suppressed() {}

    /** Not an exception in itself, which the JDK refuses: the same one may have been thrown twice. */
    static void add(Throwable thrown, Throwable also) {
        if (thrown != also) {
            thrown.addSuppressed(also);
        }
    }
}

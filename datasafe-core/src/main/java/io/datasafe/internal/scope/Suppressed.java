package io.datasafe.internal.scope;

/** Keeps failures that came before, or besides, the one that is thrown. */
public final class Suppressed {
    private Suppressed() {}

    /**
     * Adds a failure to the one that is thrown, unless they are the same object, which the JDK refuses: code may throw
     * one exception twice.
     *
     * @param thrown the failure that is thrown
     * @param also the other one
     */
    public static void add(Throwable thrown, Throwable also) {
        if (thrown != also) {
            thrown.addSuppressed(also);
        }
    }
}

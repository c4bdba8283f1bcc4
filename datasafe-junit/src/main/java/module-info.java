/** A JUnit extension that fails tests on N+1 queries. */
module io.datasafe.junit {
    requires transitive io.datasafe.watch;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.datasafe.junit;

    // JUnit creates the extension, whose class is not public.
    opens io.datasafe.junit to
            org.junit.platform.commons;
}

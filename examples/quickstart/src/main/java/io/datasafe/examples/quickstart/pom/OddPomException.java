package io.datasafe.examples.quickstart.pom;

/** Thrown if a file is no POM, or an unusable one. The message is the reason, in a few words. */
final class OddPomException extends Exception {
    private static final long serialVersionUID = 1L;

    OddPomException(String reason) {
        super(reason);
    }
}

package io.datasafe.examples.quickstart.pom;

/** A file that is no POM, or one that nothing can be made of. The message is the reason, in a few words. */
final class OddPomException extends Exception {
    private static final long serialVersionUID = 1L;

    OddPomException(String reason) {
        super(reason);
    }
}

package io.datasafe.examples.quickstart;

/** Thrown if there are no files to store. The message says where the quickstart looked and what to do. */
final class NothingToDoException extends Exception {
    private static final long serialVersionUID = 1L;

    NothingToDoException(String message) {
        super(message);
    }
}

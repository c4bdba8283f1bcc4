package io.datasafe.examples.quickstart;

/** There are no files to store. The message says where it looked and what to do. */
final class NothingToDoException extends Exception {
    private static final long serialVersionUID = 1L;

    NothingToDoException(String message) {
        super(message);
    }
}

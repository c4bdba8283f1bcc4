package io.datasafe.test.proxy;

/** The direction of a message. */
enum Direction {
    TO_SERVER,
    TO_CLIENT;

    Direction opposite() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }

    String label() {
        return this == TO_SERVER ? "to-server" : "to-client";
    }
}

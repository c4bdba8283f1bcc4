package io.datasafe.test.proxy;

/** Which way a message goes. */
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

package io.datasafe.test.proxy;

/** What a fault does to the connection whose message it was; the message goes by afterwards unless the action has shut its direction. */
@FunctionalInterface
interface FaultAction {
    void act(Wire wire, Direction direction);
}

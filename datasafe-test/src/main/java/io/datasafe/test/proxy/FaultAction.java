package io.datasafe.test.proxy;

/**
 * The action of a fault on the connection of the message. The message passes afterwards, unless the action has closed
 * its direction.
 */
@FunctionalInterface
interface FaultAction {
    void act(Wire wire, Direction direction);
}

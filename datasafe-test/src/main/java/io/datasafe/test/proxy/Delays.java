package io.datasafe.test.proxy;

import java.time.Duration;

/** The current delay of each direction. */
final class Delays {
    private static final Duration LONGEST = Duration.ofHours(1);

    private volatile long toServer;
    private volatile long toClient;

    Delays(Duration toServer, Duration toClient) {
        set(toServer, toClient);
    }

    void set(Duration newToServer, Duration newToClient) {
        check("delay to the server", newToServer);
        check("delay to the client", newToClient);
        toServer = newToServer.toNanos();
        toClient = newToClient.toNanos();
    }

    void set(Delays other) {
        toServer = other.toServer;
        toClient = other.toClient;
    }

    Delays copy() {
        Delays copy = new Delays(Duration.ZERO, Duration.ZERO);
        copy.set(this);
        return copy;
    }

    long nanos(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    static Duration check(String name, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " " + delay + " is not between zero and " + LONGEST + "; to stop all traffic, use pause()");
        }
        return delay;
    }
}

package io.datasafe.test.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/** Hands out TCP ports on loopback that nothing listens on. */
final class Ports implements IntSupplier {
    // Below the ports that Linux uses for outgoing connections, so that a stopped server finds its own port free again.
    static final int FIRST = 20_000;
    static final int LAST = 32_000;

    private final int first;
    private final int last;
    private final Set<Integer> given = new HashSet<>();

    Ports(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** {@return a free port that was not handed out before} */
    @Override
    public int getAsInt() {
        int count = last - first + 1;
        int start = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            int port = first + (start + i) % count;
            if (!given.contains(port) && free(port)) {
                given.add(port);
                return port;
            }
        }
        throw new ClusterException("no free port left between " + first + " and " + last
                + ": the cluster needs one for each server. Widen ports(first, last) or end what listens there");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

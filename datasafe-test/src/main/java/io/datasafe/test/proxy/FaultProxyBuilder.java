package io.datasafe.test.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Configures a {@link FaultProxy}. Every option has a default. Not thread-safe.
 *
 * @since 0.1
 */
public final class FaultProxyBuilder {
    private final String host;
    private final int port;
    private int listenOn;
    private Duration toServer = Duration.ZERO;
    private Duration toClient = Duration.ZERO;
    private Duration connectTimeout = Duration.ofSeconds(5);

    FaultProxyBuilder(String host, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of the target is not between 1 and 65535");
        }
        this.host = host;
        this.port = port;
    }

    /**
     * Delays each direction, so a round trip takes twice as much longer. Default zero; can be changed while the proxy
     * runs.
     *
     * @param eachWay zero to 1 hour
     * @return this
     * @throws IllegalArgumentException if the delay is negative or longer
     */
    public FaultProxyBuilder delay(Duration eachWay) {
        return delay(eachWay, eachWay);
    }

    /**
     * Delays the two directions by different times. Default zero; can be changed while the proxy runs.
     *
     * @param newToServer the delay of what the client sends; zero to 1 hour
     * @param newToClient the delay of what the server sends; zero to 1 hour
     * @return this
     * @throws IllegalArgumentException if a delay is negative or longer
     */
    public FaultProxyBuilder delay(Duration newToServer, Duration newToClient) {
        toServer = Delays.check("delay to the server", newToServer);
        toClient = Delays.check("delay to the client", newToClient);
        return this;
    }

    /**
     * Sets the port on 127.0.0.1 to listen on. Default 0: a free one.
     *
     * @param listenPort 0 to 65535
     * @return this
     * @throws IllegalArgumentException if the port is out of range
     */
    public FaultProxyBuilder listenOn(int listenPort) {
        if (listenPort < 0 || listenPort > 65_535) {
            throw new IllegalArgumentException(
                    "port " + listenPort + " to listen on is not between 0 and 65535; 0 takes a free one");
        }
        listenOn = listenPort;
        return this;
    }

    /**
     * Sets how long connecting to the target may take. Default 5 seconds.
     *
     * @param timeout 1 millisecond to 1 hour
     * @return this
     * @throws IllegalArgumentException if the time is out of range
     */
    public FaultProxyBuilder connectTimeout(Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("connectTimeout " + timeout + " is not between 1 ms and 1 hour");
        }
        connectTimeout = timeout;
        return this;
    }

    /**
     * Starts the proxy. It connects to the target once and hangs up, so that a missing target is noticed at once.
     *
     * @return the running proxy; close it
     * @throws IllegalArgumentException if the host is unknown
     * @throws UncheckedIOException if the target cannot be reached, or the port to listen on is taken
     */
    public FaultProxy start() {
        InetSocketAddress target = new InetSocketAddress(host, port);
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("host \"" + host + "\" of the target is unknown");
        }
        try (Socket probe = new Socket()) {
            probe.connect(target, (int) connectTimeout.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The fault proxy cannot reach its target " + host + ":" + port + ": " + e.getMessage()
                            + ". Start the server first",
                    e);
        }
        return new FaultProxy(target, listenOn, new Delays(toServer, toClient), connectTimeout);
    }
}

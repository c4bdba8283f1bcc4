package io.datasafe.test.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The port on loopback that clients connect to. While it refuses, it stays bound and does not listen, so that nobody else can take the port. */
final class Listener {
    private static final int BACKLOG = 512;

    private final Crew crew;
    private final Consumer<Socket> arrival;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile InetSocketAddress address;
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;
    private @Nullable Socket placeholder;

    Listener(int port, Crew crew, Consumer<Socket> arrival) {
        this.crew = crew;
        this.arrival = arrival;
        this.address = new InetSocketAddress(loopback(), port);
        accept();
    }

    InetSocketAddress address() {
        return address;
    }

    void accept() {
        lock.lock();
        try {
            if (listening == null) {
                unbind();
                ServerSocket socket = bind();
                address = new InetSocketAddress(loopback(), socket.getLocalPort());
                listening = socket;
                accepting = crew.start("datasafe-proxy-" + address.getPort() + "-accept", () -> accept(socket));
            }
        } finally {
            lock.unlock();
        }
    }

    void refuse() {
        lock.lock();
        try {
            if (listening != null) {
                close();
                Socket socket = new Socket();
                socket.setReuseAddress(true);
                socket.bind(address);
                placeholder = socket;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + address.getPort() + " cannot be kept while connections are refused", e);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            unbind();
            ServerSocket socket = listening;
            listening = null;
            Thread thread = accepting;
            accepting = null;
            if (socket != null && thread != null) {
                socket.close();
                // The kernel goes on listening until the thread has left its call.
                Crew.awaitEnd(thread);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + address.getPort() + " cannot be closed", e);
        } finally {
            lock.unlock();
        }
    }

    private void unbind() {
        Socket socket = placeholder;
        placeholder = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Port " + address.getPort() + " cannot be given up", e);
            }
        }
    }

    private ServerSocket bind() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The fault proxy cannot listen on port " + address.getPort() + ": " + e.getMessage()
                            + ". Use port 0, the default, to get a free one",
                    e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                arrival.accept(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

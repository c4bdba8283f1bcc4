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

/**
 * Accepts clients on a port of loopback. While it refuses clients it keeps the port bound without listening, so that no
 * other process can take the port.
 */
final class Listener {
    private static final int BACKLOG = 512;

    private final ProxyThreads threads;
    private final Consumer<Socket> arrival;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile InetSocketAddress address;
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;
    private @Nullable Socket placeholder;

    Listener(int port, ProxyThreads threads, Consumer<Socket> arrival) {
        this.threads = threads;
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
                accepting = threads.start("datasafe-proxy-" + address.getPort() + "-accept", () -> accept(socket));
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
                // The kernel listens until the thread has left its accept call.
                ProxyThreads.awaitEnd(thread);
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

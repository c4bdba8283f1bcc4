package io.datasafe.test.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The two sockets of one connection, the delay line of each direction, and all the ways in which they end. A direction
 * that is deaf swallows everything that arrives, even the end of the stream. The connection is over when both
 * directions have ended.
 */
final class Wire {
    private static final System.Logger LOG = System.getLogger(Wire.class.getPackageName());

    private final Socket client;
    private final Socket server = new Socket();
    private final Signal signal;
    private final Runnable whenOver;
    private final DelayLine toServer;
    private final DelayLine toClient;
    private final Set<Direction> over = EnumSet.noneOf(Direction.class);
    private volatile boolean deafToServer;
    private volatile boolean deafToClient;
    private volatile boolean ended;
    private volatile boolean closed;

    Wire(String name, Socket client, ProxyContext context, Runnable whenOver) {
        this.client = client;
        this.signal = context.signal();
        this.whenOver = whenOver;
        this.toServer = line(Direction.TO_SERVER, name, server, context);
        this.toClient = line(Direction.TO_CLIENT, name, client, context);
    }

    private DelayLine line(Direction direction, String name, Socket destination, ProxyContext context) {
        return new DelayLine(
                name + "-" + direction.label() + "-delayed",
                new SocketOutput(destination),
                () -> context.delays().nanos(direction),
                context.valve(),
                context.threads(),
                cause -> broken(direction, cause));
    }

    Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    DelayLine line(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    boolean isDeaf(Direction direction) {
        return direction == Direction.TO_SERVER ? deafToServer : deafToClient;
    }

    void delayFromHere(Direction direction, Duration extra) {
        line(direction).delayFromHere(extra);
    }

    void drop(Direction direction) {
        signal.change(() -> {
            if (direction == Direction.TO_SERVER) {
                deafToServer = true;
            } else {
                deafToClient = true;
            }
        });
    }

    void cut() {
        deafen();
        end(Direction.TO_SERVER);
        end(Direction.TO_CLIENT);
    }

    void cutServer() {
        deafen();
        end(Direction.TO_SERVER);
    }

    void cutClient() {
        deafen();
        end(Direction.TO_CLIENT);
    }

    void reset() {
        deafen();
        for (Socket socket : new Socket[] {client, server}) {
            quietly(() -> socket.setSoLinger(true, 0));
        }
        close();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        deafen();
        quietly(client::close);
        quietly(server::close);
        toServer.close();
        toClient.close();
        whenOver.run();
    }

    /** Tells whether neither side has ended and nothing is swallowed. */
    boolean flows() {
        return !(ended || closed || deafToServer || deafToClient);
    }

    /** The source of this direction has ended with a FIN. */
    void ended(Direction direction) {
        ended = true;
        if (isDeaf(direction)) {
            over(direction);
        } else {
            line(direction).end(() -> {
                if (!isDeaf(direction)) {
                    shutDown(direction);
                }
                over(direction);
            });
        }
    }

    /** The source of this direction is gone. */
    void failed(Direction direction, IOException cause) {
        if (cause instanceof ProtocolException) {
            LOG.log(Level.WARNING, "The fault proxy ends a connection: " + cause.getMessage());
        }
        if (isDeaf(direction)) {
            over(direction);
        } else {
            reset();
        }
    }

    /** The destination of this direction is gone. Its source learns of that only if the way back is not swallowed. */
    private void broken(Direction direction, IOException cause) {
        LOG.log(Level.DEBUG, "The fault proxy can write no more " + direction.label(), cause);
        if (isDeaf(direction.opposite())) {
            drop(direction);
            line(direction).discard();
        } else {
            reset();
        }
    }

    /** Nothing more will arrive in this direction. */
    void over(Direction direction) {
        boolean both;
        synchronized (over) {
            over.add(direction);
            both = over.size() == 2;
        }
        if (both) {
            close();
        }
    }

    private void deafen() {
        drop(Direction.TO_SERVER);
        drop(Direction.TO_CLIENT);
    }

    private void end(Direction direction) {
        line(direction).discard();
        shutDown(direction);
    }

    private void shutDown(Direction direction) {
        quietly(destination(direction)::shutdownOutput);
    }

    private Socket destination(Direction direction) {
        return direction == Direction.TO_SERVER ? server : client;
    }

    /** A call on a socket that may fail. */
    private interface SocketCall {
        void run() throws IOException;
    }

    /** Closes a socket that the other side may have closed a moment before; the failure is then harmless. */
    private static void quietly(SocketCall call) {
        try {
            call.run();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The socket was closed already", e);
        }
    }

    /** A socket's output, looked up on each write, because a socket has none before it is connected. */
    private static final class SocketOutput extends OutputStream {
        private final Socket socket;

        SocketOutput(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            socket.getOutputStream().write(bytes, offset, length);
        }
    }
}

package io.datasafe.test.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The life of one connection: reads the client's first packet, connects to the server, and then moves both directions
 * until they end.
 */
final class ProxySession implements Runnable {
    private final Link link;
    private final Wire wire;
    private final ProxyContext context;
    private final String toClientName;

    ProxySession(Link link, ProxyContext context, String toClientName) {
        this.toClientName = toClientName;
        this.link = link;
        this.wire = link.wire();
        this.context = context;
    }

    @Override
    public void run() {
        try {
            Startup startup = greet();
            if (wire.isDeaf(Direction.TO_SERVER)) {
                wire.over(Direction.TO_CLIENT);
            } else if (call()) {
                wire.line(Direction.TO_SERVER).send(startup.packet(), 0, startup.packet().length);
                context.threads().start(toClientName, pump(Direction.TO_CLIENT, wire.server()));
            } else {
                return;
            }
            pump(Direction.TO_SERVER, wire.client()).run();
        } catch (ProtocolException e) {
            refuse(
                    "08P01",
                    "The fault proxy reads PostgreSQL's protocol in plain text only, and " + e.getMessage()
                            + ": do not use sslnegotiation=direct");
        } catch (EOFException e) {
            wire.close();
        } catch (IOException e) {
            wire.failed(Direction.TO_SERVER, e);
        }
    }

    private Startup greet() throws IOException {
        DelayLine toClient = wire.line(Direction.TO_CLIENT);
        Startup startup = Startup.read(wire.client().getInputStream(), () -> {
            link.counters().bytes(Direction.TO_SERVER, 8);
            link.counters().bytes(Direction.TO_CLIENT, 1);
            toClient.send(new byte[] {'N'}, 0, 1);
        });
        link.counters().bytes(Direction.TO_SERVER, startup.packet().length);
        if (!startup.isCancel()) {
            link.sessionRequested(startup.parameters());
            strike();
        }
        return startup;
    }

    private boolean call() throws IOException {
        context.valve().awaitOpen(() -> wire.isDeaf(Direction.TO_SERVER));
        try {
            wire.server()
                    .connect(context.target(), (int) context.connectTimeout().toMillis());
            wire.server().setTcpNoDelay(true);
            wire.client().setTcpNoDelay(true);
            return true;
        } catch (IOException e) {
            refuse("08001", "The fault proxy cannot reach its target " + context.target() + ": " + e.getMessage());
            return false;
        }
    }

    /**
     * Answers as a server that accepts no sessions. Reads the client's remaining bytes, because closing a socket with
     * unread bytes would discard the answer.
     */
    private void refuse(String sqlState, String message) {
        byte[] answer = Startup.fatal(sqlState, message);
        try {
            wire.line(Direction.TO_CLIENT).send(answer, 0, answer.length);
            wire.ended(Direction.TO_CLIENT);
            wire.client().getInputStream().transferTo(OutputStream.nullOutputStream());
            wire.ended(Direction.TO_SERVER);
        } catch (IOException e) {
            wire.failed(Direction.TO_SERVER, e);
        }
    }

    private Pump pump(Direction direction, Socket source) throws IOException {
        return new Pump(link, direction, source.getInputStream(), context.faults());
    }

    private void strike() {
        for (Fault fault : context.faults()) {
            if (!wire.isDeaf(Direction.TO_SERVER) && fault.strikes(link, new ProtocolEvent.Connecting())) {
                fault.act(link, Direction.TO_SERVER);
            }
        }
    }
}

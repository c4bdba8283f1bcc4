package io.datasafe.test.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol state of one connection: the text of each prepared statement, whose turn it is, and how many round trips
 * that makes. The threads of both directions report what they see before they pass it on.
 */
final class Conversation {
    private static final int TEXT_LIMIT = 1024 * 1024;
    private static final int NAME_LIMIT = 1024;

    /** A bound portal: its statements, and whether it was executed before. */
    private record Portal(List<Statement> statements, boolean executed) {}

    private final int link;
    private final Counters counters;
    private final Iterable<Recording> recordings;
    private final Map<String, List<Statement>> prepared = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private final List<String> unsent = new ArrayList<>();
    private boolean ready;
    private boolean settingUp = true;
    private int outstanding;
    private @Nullable Flight flight;
    private long statements;
    private volatile int backendPid;
    private volatile char status = ' ';

    Conversation(int link, Counters counters, Iterable<Recording> recordings) {
        this.link = link;
        this.counters = counters;
        this.recordings = recordings;
    }

    /** The number of bytes to read of a client's message. */
    static int interestInClient(char type) {
        return switch (type) {
            case 'Q', 'P' -> TEXT_LIMIT;
            case 'B', 'E', 'C' -> NAME_LIMIT;
            default -> 0;
        };
    }

    /**
     * Tells whether the server waits for another message before it acts on this one. Such a message is handled with the
     * Execute that follows it.
     */
    static boolean leadsUpToExecute(char type) {
        return type == 'P' || type == 'B' || type == 'D' || type == 'C';
    }

    /** The number of bytes to read of a server's message. */
    static int interestInServer(char type) {
        return type == 'C' || type == 'Z' || type == 'K' ? NAME_LIMIT : 0;
    }

    /** Records a message of the client, and returns what it means to a trigger. */
    synchronized @Nullable ProtocolEvent sent(char type, MessageBuffer.Body body) {
        switch (type) {
            case 'Q' -> {
                ProtocolEvent passing = execute(Statement.simple(body.string()));
                demand();
                return passing;
            }
            case 'P' -> prepared.put(body.string(), Statement.parsed(body.string()));
            case 'B' -> portals.put(body.string(), new Portal(prepared.getOrDefault(body.string(), List.of()), false));
            case 'E' -> {
                return execute(body.string());
            }
            case 'C' -> forget(body.character(), body.string());
            case 'S', 'F', 'c', 'f' -> demandOf(type);
            default -> {}
        }
        return null;
    }

    /** Records a message of the server, and returns what it means to a trigger. */
    synchronized @Nullable ProtocolEvent received(char type, MessageBuffer.Body body) {
        switch (type) {
            case 'C' -> {
                return new ProtocolEvent.Completed(body.string());
            }
            case 'K' -> backendPid = body.int32();
            case 'G', 'W' -> flight = null;
            case 'Z' -> ready(body.character());
            default -> {}
        }
        return null;
    }

    int backendPid() {
        return backendPid;
    }

    boolean inTransaction() {
        return status == 'T' || status == 'E';
    }

    private @Nullable ProtocolEvent execute(String portalName) {
        Portal portal = portals.get(portalName);
        if (portal == null) {
            return execute(List.of());
        }
        if (portal.executed()) {
            portal.statements().forEach(s -> note("(next rows) " + s.shown()));
            return null;
        }
        portals.put(portalName, new Portal(portal.statements(), true));
        return execute(portal.statements());
    }

    private ProtocolEvent execute(List<Statement> sent) {
        long before = statements;
        for (Statement statement : sent) {
            settingUp = settingUp && statement.isSessionSetup();
            if (statement.isQuery() && !settingUp) {
                statements++;
            }
            note(statement.shown());
        }
        counters.statements(statements - before);
        return new ProtocolEvent.Executing(sent, before, statements);
    }

    private void note(String text) {
        if (flight != null) {
            flight.add(text);
        } else if (recordings.iterator().hasNext()) {
            unsent.add(text);
        }
    }

    private void forget(char kind, String name) {
        if (kind == 'S') {
            prepared.remove(name);
        } else {
            portals.remove(name);
        }
    }

    // The end of a COPY's data gets an answer, but the ReadyForQuery of that answer is already counted for the COPY
    // statement.
    private void demandOf(char type) {
        if (type == 'S' || type == 'F') {
            demand();
        } else if (flight == null && outstanding > 0) {
            begin();
        }
    }

    private void demand() {
        outstanding++;
        if (ready && flight == null) {
            begin();
        }
    }

    private void begin() {
        flight = new Flight(link);
        unsent.forEach(flight::add);
        unsent.clear();
        if (!settingUp) {
            counters.roundTrip();
            recordings.forEach(recording -> recording.add(flight));
        }
    }

    private void ready(char transactionStatus) {
        status = transactionStatus;
        ready = true;
        outstanding = Math.max(outstanding - 1, 0);
        if (outstanding == 0) {
            flight = null;
        }
    }
}

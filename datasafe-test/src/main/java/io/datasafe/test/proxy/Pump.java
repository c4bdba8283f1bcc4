package io.datasafe.test.proxy;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves the messages of one direction of a connection, and lets faults act on each. */
final class Pump implements Runnable {
    private final Link link;
    private final Wire wire;
    private final Direction direction;
    private final List<Fault> faults;
    private final MessageBuffer buffer;

    Pump(Link link, Direction direction, InputStream in, List<Fault> faults) {
        this.link = link;
        this.wire = link.wire();
        this.direction = direction;
        this.faults = faults;
        this.buffer = new MessageBuffer(
                new Metered(in, direction, link.counters()),
                direction == Direction.TO_SERVER ? Conversation::interestInClient : Conversation::interestInServer,
                wire.line(direction)::send);
    }

    @Override
    public void run() {
        try {
            while (buffer.next()) {
                move();
            }
            wire.ended(direction);
        } catch (EOFException e) {
            wire.ended(direction);
        } catch (IOException e) {
            wire.failed(direction, e);
        }
    }

    private void move() throws IOException {
        if (!wire.isDeaf(direction)) {
            ProtocolEvent passing = look();
            if (passing != null) {
                strike(passing);
            }
        }
        if (wire.isDeaf(direction)) {
            buffer.skip();
        } else if (direction == Direction.TO_SERVER && Conversation.leadsUpToExecute(buffer.type())) {
            buffer.defer();
        } else {
            buffer.pass();
        }
    }

    private @Nullable ProtocolEvent look() {
        Conversation conversation = link.conversation();
        return direction == Direction.TO_SERVER
                ? conversation.sent(buffer.type(), buffer.body())
                : conversation.received(buffer.type(), buffer.body());
    }

    private void strike(ProtocolEvent passing) throws IOException {
        for (Fault fault : faults) {
            if (!wire.isDeaf(direction) && fault.strikes(link, passing)) {
                buffer.flush();
                fault.act(link, direction);
            }
        }
    }

    /** Counts bytes as they arrive, before anything can react to them. */
    private static final class Metered extends FilterInputStream {
        private final Direction direction;
        private final Counters counters;

        Metered(InputStream in, Direction direction, Counters counters) {
            super(in);
            this.direction = direction;
            this.counters = counters;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            counters.bytes(direction, Math.max(count, 0));
            return count;
        }
    }
}

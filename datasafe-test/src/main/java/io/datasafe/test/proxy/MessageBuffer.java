package io.datasafe.test.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts one direction of a connection into messages: a type byte, an int32 length that counts itself, and a body. It
 * collects only the part of a body that is of interest and streams the rest, so a message of any size needs no more
 * memory than that. It writes passed bytes before the next read that may block, so a burst of messages stays a burst.
 */
final class MessageBuffer {
    private static final int INITIAL = 16 * 1024;
    private static final int HEADER = 5;
    private static final int DEFERRED = 64 * 1024;

    /** Receives passed bytes. */
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Says how much of a body to collect before the message is decided on. */
    interface Interest {
        int bytesOf(char type);
    }

    private final InputStream in;
    private final Interest interest;
    private final Sink sink;
    private byte[] bytes = new byte[INITIAL];
    /**
     * Ranges of the buffer: [written, decided) is passed but not yet written, [decided, message) is deferred, and
     * [message, limit) is read but not yet examined.
     */
    private int written;

    private int decided;
    private int message;
    private int limit;
    private int length;
    private int visible;

    MessageBuffer(InputStream in, Interest interest, Sink sink) {
        this.in = in;
        this.interest = interest;
        this.sink = sink;
    }

    /**
     * Moves to the next message; returns false at the end of the stream.
     *
     * @throws EOFException if the stream ends inside a message
     * @throws ProtocolException if the bytes are not a PostgreSQL message
     */
    boolean next() throws IOException {
        if (limit == message && !fill()) {
            decided = message;
            flush();
            return false;
        }
        require(HEADER);
        length = int32(bytes, message + 1);
        if (length < 4) {
            throw new ProtocolException("a message of type 0x" + Integer.toHexString(bytes[message] & 0xff)
                    + " says that it is " + length + " bytes long");
        }
        visible = Math.min(length - 4, interest.bytesOf(type()));
        require(HEADER + visible);
        return true;
    }

    char type() {
        return (char) (bytes[message] & 0xff);
    }

    Body body() {
        return new Body(bytes, message + HEADER, message + HEADER + visible);
    }

    /** Passes the message, and the deferred ones before it. */
    void pass() throws IOException {
        decided = message;
        for (long rest = 1L + length; rest > 0; rest -= take(rest)) {
            require(1);
        }
    }

    /** Swallows the message, and the deferred ones before it. */
    void skip() throws IOException {
        flush();
        for (long rest = 1L + length; rest > 0; rest -= take(rest)) {
            written = message;
            decided = message;
            require(1);
        }
        written = message;
    }

    /** Leaves the decision about this message to the next one. A message that is too large to keep is passed. */
    void defer() throws IOException {
        if (length > DEFERRED) {
            pass();
            return;
        }
        require(1 + length);
        message += 1 + length;
    }

    /** Writes the passed bytes. */
    void flush() throws IOException {
        if (decided > written) {
            int from = written;
            written = decided;
            sink.write(bytes, from, decided - from);
        }
    }

    private int take(long rest) {
        int here = (int) Math.min(rest, limit - message);
        message += here;
        decided = message;
        return here;
    }

    private void require(int count) throws IOException {
        while (limit - message < count) {
            if (!fill()) {
                throw new EOFException("the stream ended inside a message");
            }
            if (bytes.length < count) {
                bytes = Arrays.copyOf(bytes, count);
            }
        }
    }

    private boolean fill() throws IOException {
        flush();
        if (written > 0) {
            System.arraycopy(bytes, written, bytes, 0, limit - written);
            limit -= written;
            message -= written;
            decided -= written;
            written = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count = in.read(bytes, limit, bytes.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    /** The collected part of a message's body, read from the front. */
    static final class Body {
        private final byte[] bytes;
        private final int end;
        private int at;

        Body(byte[] bytes, int from, int end) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
        }

        char character() {
            return at < end ? (char) (bytes[at++] & 0xff) : 0;
        }

        int int32() {
            if (end - at < 4) {
                return 0;
            }
            at += 4;
            return MessageBuffer.int32(bytes, at - 4);
        }

        /** Reads the next zero-terminated string, or the part of it that was collected. */
        String string() {
            int from = at;
            while (at < end && bytes[at] != 0) {
                at++;
            }
            String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
            at = Math.min(at + 1, end);
            return text;
        }
    }
}

package io.datasafe.test.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages of PostgreSQL's protocol as bytes, for tests of the framing. */
final class Frames {
    private Frames() {}

    /** A message whose body is {@code body}, in which {@code |} stands for the zero byte. */
    static byte[] message(char type, String body) {
        byte[] bytes = body.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) type)
                .putInt(4 + bytes.length)
                .put(bytes)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static MessageBuffer.Body body(String body) {
        byte[] bytes = body.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        return new MessageBuffer.Body(bytes, 0, bytes.length);
    }

    /** A stream that gives at most {@code step} bytes a read, as a network may. */
    static InputStream dribble(byte[] bytes, int step) {
        return new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                throw new IOException("read in bulk");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == bytes.length) {
                    return -1;
                }
                int count = Math.min(Math.min(step, length), bytes.length - at);
                System.arraycopy(bytes, at, into, offset, count);
                at += count;
                return count;
            }
        };
    }
}

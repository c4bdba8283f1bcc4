package io.datasafe.test.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The first packet of a connection, which has no type byte. It asks for a session, or for the cancellation of another
 * session's statement.
 */
final class Startup {
    private static final int LONGEST = 10_000;
    private static final int CANCEL = 80877102;
    private static final int TLS = 80877103;
    private static final int GSS = 80877104;

    private final byte[] packet;
    private final boolean cancel;
    private final Map<String, String> parameters;

    private Startup(byte[] packet, boolean cancel) {
        this.packet = packet;
        this.cancel = cancel;
        this.parameters = cancel ? Map.of() : parameters(packet);
    }

    byte[] packet() {
        return packet;
    }

    boolean isCancel() {
        return cancel;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Tells the client that there is no encryption, because the proxy could not read encrypted traffic. */
    interface Refusal {
        void noEncryption() throws IOException;
    }

    /** Reads the client's first packets, up to and including the one that makes a request. */
    static Startup read(InputStream in, Refusal refusal) throws IOException {
        DataInputStream data = new DataInputStream(in);
        while (true) {
            int length = data.readInt();
            if (length < 8 || length > LONGEST) {
                throw new ProtocolException(
                        "the first packet is not a PostgreSQL startup message in plain text: it says that it is "
                                + Integer.toUnsignedString(length) + " bytes long");
            }
            byte[] packet = new byte[length];
            ByteBuffer buffer = ByteBuffer.wrap(packet);
            buffer.putInt(length);
            data.readFully(packet, 4, length - 4);
            int code = buffer.getInt();
            if (code == TLS || code == GSS) {
                refusal.noEncryption();
            } else {
                return new Startup(packet, code == CANCEL);
            }
        }
    }

    private static Map<String, String> parameters(byte[] packet) {
        MessageBuffer.Body body = new MessageBuffer.Body(packet, 8, packet.length);
        Map<String, String> parameters = new HashMap<>();
        for (String name = body.string(); !name.isEmpty(); name = body.string()) {
            parameters.put(name, body.string());
        }
        return parameters;
    }

    /** Builds the message with which a server refuses a session. */
    static byte[] fatal(String sqlState, String message) {
        byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + fields.length)
                .put((byte) 'E')
                .putInt(4 + fields.length)
                .put(fields)
                .array();
    }
}

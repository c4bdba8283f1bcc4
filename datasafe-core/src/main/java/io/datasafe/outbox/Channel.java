package io.datasafe.outbox;

import java.nio.charset.StandardCharsets;

/** The name under which bells ring and readers listen. */
final class Channel {
    static final String DEFAULT = "datasafe_outbox";

    private static final int MAX_BYTES = 63;

    private Channel() {}

    static String check(String channel) {
        int bytes = Range.notBlank("channel", channel, DEFAULT).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES || channel.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("channel has " + bytes + " bytes, must have 1 to " + MAX_BYTES
                    + ", none of them 0, as an identifier of PostgreSQL");
        }
        return channel;
    }
}

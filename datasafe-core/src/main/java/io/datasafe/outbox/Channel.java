package io.datasafe.outbox;

import java.util.regex.Pattern;

/** The name under which bells ring and readers listen. */
final class Channel {
    static final String DEFAULT = "datasafe_outbox";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private Channel() {}

    static String check(String channel) {
        if (!NAME.matcher(channel).matches()) {
            throw new IllegalArgumentException("channel is \"" + channel
                    + "\", must be 1 to 63 letters, digits and underscores, the first of them no digit");
        }
        return channel;
    }
}

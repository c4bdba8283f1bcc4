package io.datasafe.test.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about the well-known troubles of machines that a server's output tells of. */
final class Cure {
    private static final Map<String, String> CURES = new LinkedHashMap<>();

    static {
        CURES.put(
                "No space left on device",
                ". The disk is full: free some space, or choose another disk with"
                        + " EmbeddedCluster.builder().directory(path) or -Djava.io.tmpdir=path; a server needs about 60 MB"
                        + " and the unpacked binaries, once, about 80 MB");
        CURES.put(
                "Disk quota exceeded",
                ". The quota of this user is used up: free some space, or choose another disk with"
                        + " EmbeddedCluster.builder().directory(path) or -Djava.io.tmpdir=path");
        CURES.put(
                "Permission denied",
                ". Maybe the directory is mounted noexec, or is another user's: choose one of your own on a disk"
                        + " that may hold programs, with -Djava.io.tmpdir=path");
        CURES.put(
                "could not create any TCP/IP sockets",
                ". Another program listens on its port: end that, or start a new cluster, maybe with other ports(first,"
                        + " last)");
        CURES.put(
                "could not map anonymous shared memory",
                ". There is not enough memory: make setting(\"shared_buffers\", ...) smaller, or free some");
    }

    private Cure() {}

    /** {@return a sentence that starts with a full stop, or nothing} */
    static String of(String said) {
        for (Map.Entry<String, String> cure : CURES.entrySet()) {
            if (said.contains(cure.getKey())) {
                return cure.getValue();
            }
        }
        return "";
    }
}

package io.datasafe.test.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Advice for well-known problems of machines, found by the text of a server's output. */
final class Remedy {
    private static final Map<String, String> REMEDIES = new LinkedHashMap<>();

    static {
        REMEDIES.put(
                "No space left on device",
                ". The disk is full: free some space, or choose another disk with"
                        + " EmbeddedCluster.builder().directory(path) or -Djava.io.tmpdir=path; a server needs about 60"
                        + " MB and the unpacked binaries, once, about 80 MB");
        REMEDIES.put(
                "Disk quota exceeded",
                ". The quota of this user is used up: free some space, or choose another disk with"
                        + " EmbeddedCluster.builder().directory(path) or -Djava.io.tmpdir=path");
        REMEDIES.put(
                "Permission denied",
                ". The directory may be mounted noexec, or belong to another user: choose your own on a disk"
                        + " that allows programs, with -Djava.io.tmpdir=path");
        REMEDIES.put(
                "could not create any TCP/IP sockets",
                ". Another program listens on its port: end it, or start a new cluster, maybe with other ports(first,"
                        + " last)");
        REMEDIES.put(
                "could not map anonymous shared memory",
                ". There is not enough memory: lower setting(\"shared_buffers\", ...), or free some memory");
    }

    private Remedy() {}

    /** {@return advice that begins with a full stop, or an empty text} */
    static String of(String output) {
        for (Map.Entry<String, String> remedy : REMEDIES.entrySet()) {
            if (output.contains(remedy.getKey())) {
                return remedy.getValue();
            }
        }
        return "";
    }
}

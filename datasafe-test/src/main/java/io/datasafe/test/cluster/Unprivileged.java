package io.datasafe.test.cluster;

import java.util.List;

/** How to run a server, which refuses to run as root, when this JVM is root's. */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        try {
            Command.run(List.of("unshare", "-U", "true"), "starting a program in a user namespace");
            return NAMESPACE;
        } catch (ClusterException e) {
            throw new ClusterException(
                    "PostgreSQL refuses to run as root, and this machine does not let root make a user namespace"
                            + " (\"unshare -U true\" fails). Do one of these: run the tests as an ordinary user;"
                            + " allow namespaces (sysctl -w user.max_user_namespaces=10000; in Docker:"
                            + " --security-opt seccomp=unconfined); install unshare (package util-linux) if it is"
                            + " missing",
                    e);
        }
    }

    private static boolean isRoot() {
        return Command.run(List.of("id", "-u"), "asking the user's id").strip().equals("0");
    }
}

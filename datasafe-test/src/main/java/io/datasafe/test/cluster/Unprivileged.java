package io.datasafe.test.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to run a server without root's rights. PostgreSQL refuses to run as root, even if this JVM does.
 *
 * @param prefix the words to put before a server's command
 * @param nobody true if the server runs as the user nobody, who must then own its files
 */
record Unprivileged(List<String> prefix, boolean nobody) {
    private static final String NOBODY = "65534";
    private static final Unprivileged AS_WE_ARE = new Unprivileged(List.of(), false);
    // The same user, but without root's rights.
    private static final Unprivileged IN_NAMESPACE = new Unprivileged(List.of("unshare", "-U"), false);
    // For containers that forbid namespaces.
    private static final Unprivileged AS_NOBODY =
            new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

    static Unprivileged here() {
        if (!Command.run(List.of("id", "-u"), "asking the user's id").strip().equals("0")) {
            return AS_WE_ARE;
        }
        try {
            return IN_NAMESPACE.tried();
        } catch (ClusterException noNamespace) {
            try {
                return AS_NOBODY.tried();
            } catch (ClusterException e) {
                e.addSuppressed(noNamespace);
                throw new ClusterException(
                        "PostgreSQL refuses to run as root, and here root can neither make a user namespace (\"unshare"
                                + " -U true\" fails) nor become nobody (\"setpriv --reuid=" + NOBODY
                                + " ...\" fails). Do one"
                                + " of these: run the tests as an ordinary user; allow namespaces (sysctl -w"
                                + " user.max_user_namespaces=10000); install the package util-linux, if unshare and"
                                + " setpriv are missing",
                        e);
            }
        }
    }

    private Unprivileged tried() {
        List<String> words = new ArrayList<>(prefix);
        words.add("true");
        Command.run(words, "starting a program without root's rights");
        return this;
    }

    /** Gives a tree of files to the user who will run the server. */
    void own(Path directory) {
        if (nobody) {
            Command.run(
                    List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()), "giving files to user nobody");
        }
    }
}

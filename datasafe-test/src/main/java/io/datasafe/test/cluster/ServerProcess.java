package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of one running server: the postmaster and its backends. */
final class ServerProcess {
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";
    private static final int STATUS_LINE = 7;

    private final String node;
    private final ClusterContext context;
    private final ProcessHandle postmaster;

    private ServerProcess(String node, ClusterContext context, ProcessHandle postmaster) {
        this.node = node;
        this.context = context;
        this.postmaster = postmaster;
    }

    /** Starts a server without waiting for it. */
    static ServerProcess launch(String node, ClusterContext context) {
        return new ServerProcess(node, context, context.guardian().launch(node));
    }

    void awaitReady() {
        Await.until(
                Await.PATIENCE.multipliedBy(2),
                this::settled,
                () -> "the server of " + node + " did not become ready; its log ends with:\n"
                        + LogTail.of(context.log(node)));
        if (!alive()) {
            String log = LogTail.read(context.log(node));
            String message = "the server of " + node + " did not start" + Remedy.of(log) + "; its log ends with:\n"
                    + LogTail.of(log);
            throw log.contains(PORT_TAKEN) ? new PortTakenException(message) : new ClusterException(message);
        }
    }

    private boolean settled() {
        return !alive() || ready();
    }

    // The first line of the file names the process that wrote it, and the eighth says what the server is ready for;
    // pg_ctl reads it in the same way.
    private boolean ready() {
        try {
            List<String> lines = Files.readAllLines(context.data(node).resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.get(0).strip().equals(Long.toString(pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return postmaster.pid();
    }

    boolean alive() {
        return postmaster.isAlive();
    }

    void stop(Duration limit) {
        context.guardian().signal("INT", List.of(postmaster));
        Await.until(
                limit,
                () -> !alive(),
                () -> "the server of " + node
                        + " did not stop: if a frozen replica holds it up, thaw() that first; else kill() it; its log"
                        + " ends with:\n"
                        + LogTail.of(context.log(node)));
    }

    /**
     * Kills all processes, the postmaster last. If this JVM dies meanwhile, the guardian still knows the postmaster.
     */
    void kill() {
        freeze();
        List<ProcessHandle> backends = postmaster.descendants().toList();
        context.guardian().signal("KILL", backends);
        context.guardian().signal("KILL", List.of(postmaster));
        Await.until(
                Await.PATIENCE,
                () -> !alive() && backends.stream().noneMatch(ProcessHandle::isAlive),
                () -> "the server of " + node + " does not die");
    }

    /** Stops the postmaster first, so that it cannot fork a backend while the others are being stopped. */
    void freeze() {
        context.guardian().signal("STOP", List.of(postmaster));
        awaitStopped(List.of(postmaster));
        List<ProcessHandle> backends = postmaster.descendants().toList();
        context.guardian().signal("STOP", backends);
        awaitStopped(backends);
    }

    void thaw() {
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        context.guardian().signal("CONT", all);
    }

    private void awaitStopped(List<ProcessHandle> processes) {
        Await.until(
                Await.PATIENCE,
                () -> processes.stream().allMatch(ServerProcess::stopped),
                () -> "the server of " + node + " does not freeze");
    }

    // Without /proc the signal is assumed to have arrived.
    private static boolean stopped(ProcessHandle process) {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        try {
            String line = Files.readString(stat);
            char state = line.charAt(line.lastIndexOf(')') + 2);
            return "TtZX".indexOf(state) >= 0;
        } catch (IOException e) {
            return true;
        }
    }
}

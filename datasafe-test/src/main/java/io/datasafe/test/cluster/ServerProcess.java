package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of one running server: the postmaster and the backends that it has forked. */
final class ServerProcess {
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";
    private static final int STATUS_LINE = 7;

    private final String node;
    private final ClusterContext site;
    private final ProcessHandle postmaster;

    private ServerProcess(String node, ClusterContext site, ProcessHandle postmaster) {
        this.node = node;
        this.site = site;
        this.postmaster = postmaster;
    }

    /** Starts a server and waits until it accepts connections. */
    static ServerProcess launch(String node, ClusterContext site) {
        return new ServerProcess(node, site, site.guardian().launch(node));
    }

    void awaitReady() {
        Await.until(
                Await.PATIENCE.multipliedBy(2),
                this::settled,
                () -> "the server of " + node + " did not become ready; its log ends with:\n"
                        + LogTail.of(site.log(node)));
        if (!alive()) {
            String log = LogTail.read(site.log(node));
            String message = "the server of " + node + " did not start" + Cure.of(log) + "; its log ends with:\n"
                    + LogTail.of(log);
            throw log.contains(PORT_TAKEN) ? new PortTakenException(message) : new ClusterException(message);
        }
    }

    private boolean settled() {
        return !alive() || ready();
    }

    // As pg_ctl does it: the first line tells whose file it is, the eighth what the server is ready for.
    private boolean ready() {
        try {
            List<String> lines = Files.readAllLines(site.data(node).resolve("postmaster.pid"));
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
        site.guardian().signal("INT", List.of(postmaster));
        Await.until(
                limit,
                () -> !alive(),
                () -> "the server of " + node
                        + " did not stop: a frozen replica holds it up (thaw it first), or kill() it; its log ends with:\n"
                        + LogTail.of(site.log(node)));
    }

    /** Kills all processes, the postmaster last: if this JVM dies meanwhile, the guardian still knows it. */
    void kill() {
        freeze();
        List<ProcessHandle> backends = postmaster.descendants().toList();
        site.guardian().signal("KILL", backends);
        site.guardian().signal("KILL", List.of(postmaster));
        Await.until(
                Await.PATIENCE,
                () -> !alive() && backends.stream().noneMatch(ProcessHandle::isAlive),
                () -> "the server of " + node + " does not die");
    }

    /** Stops the postmaster first, so that no backend is born while the others are stopped. */
    void freeze() {
        site.guardian().signal("STOP", List.of(postmaster));
        awaitStopped(List.of(postmaster));
        List<ProcessHandle> backends = postmaster.descendants().toList();
        site.guardian().signal("STOP", backends);
        awaitStopped(backends);
    }

    void thaw() {
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        site.guardian().signal("CONT", all);
    }

    private void awaitStopped(List<ProcessHandle> processes) {
        Await.until(
                Await.PATIENCE,
                () -> processes.stream().allMatch(ServerProcess::stopped),
                () -> "the server of " + node + " does not freeze");
    }

    // Where there is no /proc the signal is trusted to have arrived.
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

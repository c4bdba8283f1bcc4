package io.datasafe.test.cluster;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The shell process that is the parent of a cluster's servers. It outlives this JVM just long enough to clean up.
 *
 * <p>It reads from a pipe that only this JVM writes to, so the kernel tells it when the JVM ends, for whatever reason.
 */
final class Guardian {
    private static final long ENDING_SECONDS = 60;

    private final ReentrantLock turn = new ReentrantLock();
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final ClusterDirectory directory;

    private Guardian(Process process, ClusterDirectory directory) {
        this.process = process;
        this.directory = directory;
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Guardian start(ClusterDirectory directory, Path home, List<String> prefix) {
        try {
            ProcessBuilder shell = new ProcessBuilder(GuardianScript.words(
                            directory.path(), home.resolve("bin").toString(), String.join(" ", prefix)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            shell.environment().putAll(GuardianScript.environment());
            return new Guardian(shell.start(), directory);
        } catch (IOException e) {
            directory.close();
            throw new ClusterException(
                    "cannot start the shell that runs the servers: " + e + Remedy.of(String.valueOf(e)), e);
        }
    }

    /** Starts a node's server. {@return the server's process} */
    ProcessHandle launch(String node) {
        long pid = Long.parseLong(order("start " + node));
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new ClusterException("the server of " + node + " ended as soon as it started"));
    }

    void signal(String name, Collection<ProcessHandle> processes) {
        if (!processes.isEmpty()) {
            order("signal " + name + " "
                    + processes.stream().map(each -> "" + each.pid()).collect(Collectors.joining(" ")));
        }
    }

    private String order(String line) {
        turn.lock();
        try {
            orders.write(line + "\n");
            orders.flush();
            String answer = answers.readLine();
            if (answer != null) {
                return answer;
            }
            throw new ClusterException(
                    "the cluster is closed, or the shell that runs its servers was killed: start a new one");
        } catch (IOException e) {
            throw new ClusterException(
                    "the cluster is closed, or the shell that runs its servers was killed: start a new one", e);
        } finally {
            turn.unlock();
        }
    }

    /** Makes the shell end all servers and remove the directory, and waits for it. */
    void end() {
        try {
            orders.close();
        } catch (IOException e) {
            // The shell is dead already and needs no order.
            process.destroy();
        }
        try {
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            // The shell goes on; only the wait ends.
            Thread.currentThread().interrupt();
            return;
        }
        directory.close();
    }
}

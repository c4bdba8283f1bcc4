package io.datasafe.tx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own PgBouncer in transaction mode, in front of one server. Where there is none, the test is skipped. */
final class PgBouncer implements AutoCloseable {
    // Debian puts it where only root's PATH looks.
    private static final List<String> USUAL_PLACES = List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin");
    private static final int PORTS_TO_TRY = 20;

    // The shell ends with this JVM, however that ends, and PgBouncer with the shell.
    private static final String KEEPER =
            "\"$@\" 2>&1 </dev/null & server=$!; exec >/dev/null 2>&1; cat; kill -KILL \"$server\"; wait \"$server\"";

    private static final Pattern VERSION = Pattern.compile("PgBouncer 1\\.(\\d+)");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<String> log = new ArrayList<>();
    private final Path directory;
    private final int port;
    private final Process keeper;
    private final Thread reader;
    private boolean ended;

    private PgBouncer(Path directory, int port, Process keeper) {
        this.directory = directory;
        this.port = port;
        this.keeper = keeper;
        this.reader = new Thread(this::read, "pgbouncer-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Skips the test where PgBouncer is not installed. */
    static void assumeInstalled() {
        if (program().isEmpty()) {
            String message = "SKIPPED: PgBouncer is not installed here, so nothing is proved behind it."
                    + " On Debian or Ubuntu: apt-get install pgbouncer";
            // Maven's output has the number of skipped tests and not their reason.
            System.err.println(message);
            Assumptions.abort(message);
        }
    }

    private static Optional<Path> program() {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), USUAL_PLACES.stream())
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one and waits until it takes connections.
     *
     * @param settings such as {@code default_pool_size=1}, which come after, and so before, the usual ones
     */
    static PgBouncer start(String host, int serverPort, String user, String password, String... settings) {
        assumeInstalled();
        for (int i = 0; ; i++) {
            PgBouncer bouncer = launch(host, serverPort, user, password, List.of(settings));
            if (bouncer.awaitLog("process up")) {
                return bouncer;
            }
            bouncer.close();
            // Somebody may have taken the port after it was found to be free.
            if (i == PORTS_TO_TRY) {
                throw new IllegalStateException("PgBouncer does not start: " + bouncer.log());
            }
        }
    }

    private static PgBouncer launch(String host, int serverPort, String user, String password, List<String> settings) {
        try {
            int port = freePort();
            Path directory = Files.createTempDirectory("datasafe-pgbouncer");
            // It may have to run as a user who owns nothing here.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path users = Files.writeString(directory.resolve("users"), "\"" + user + "\" \"" + password + "\"\n");
            List<String> ini = new ArrayList<>(List.of(
                    "[databases]",
                    "* = host=" + host + " port=" + serverPort,
                    "[pgbouncer]",
                    "listen_addr=127.0.0.1",
                    "listen_port=" + port,
                    "unix_socket_dir=",
                    "auth_type=trust",
                    "auth_file=" + users,
                    "pool_mode=transaction",
                    "default_pool_size=1",
                    "server_login_retry=0"));
            ini.addAll(settings);
            List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "sh"));
            command.addAll(notAsRoot());
            command.add(program().orElseThrow().toString());
            command.add(Files.write(directory.resolve("pgbouncer.ini"), ini).toString());
            return new PgBouncer(directory, port, new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PgBouncer refuses to run as root. */
    private static List<String> notAsRoot() {
        if (!run("sh", "-c", "[ \"$(id -u)\" = 0 ]")) {
            return List.of();
        }
        return run("unshare", "-U", "true")
                ? List.of("unshare", "-U")
                : List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().get().exitValue() == 0;
        } catch (IOException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String host() {
        return "127.0.0.1";
    }

    int port() {
        return port;
    }

    String url(String database, String parameters) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database + "?" + parameters;
    }

    /** Whether it is 1.21 or newer, which can keep the prepared statements of its clients apart. */
    boolean knowsPreparedStatements() {
        String start = log().stream()
                .filter(line -> line.contains("process up"))
                .findFirst()
                .orElseThrow();
        Matcher version = VERSION.matcher(start);
        return version.find() && Integer.parseInt(version.group(1)) >= 21;
    }

    List<String> log() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a line of its log. Returns false if it ended instead. */
    boolean awaitLog(String part) {
        lock.lock();
        try {
            while (log.stream().noneMatch(line -> line.contains(part))) {
                if (ended) {
                    return false;
                }
                if (!grown.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("PgBouncer did not say \"" + part + "\" but: " + log);
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try (BufferedReader lines = keeper.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line, false);
            }
            add("(its log ends)", true);
        } catch (IOException e) {
            add("(its log broke: " + e + ")", true);
        }
    }

    private void add(String line, boolean last) {
        lock.lock();
        try {
            log.add(line);
            ended = last;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            keeper.onExit().get(30, TimeUnit.SECONDS);
            reader.join();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PgBouncer does not end: " + log(), e);
        }
    }
}

package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.pom.LocalRepository;
import io.datasafe.examples.quickstart.server.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the command line. Picocli sets the fields. */
final class Options {
    private static final int LIMIT = 1_000;
    private static final int LIMIT_OF_OTHERS = 150;
    private static final int MAX_THREADS = 32;

    @Option(
            names = "--repository",
            paramLabel = "PATH",
            description =
                    "The directory with the POM files. Default: the local repository that Maven itself would use.")
    private @Nullable Path repository;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Read at most N files, evenly spread. Default: 1000; with --url 150, because a deadlock"
                    + " there costs a second unless you may set deadlock_timeout.")
    private @Nullable Integer limit;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads store them, 1 to 32. Default: 8.")
    private int threads = 8;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Work on this server, as jdbc:postgresql://host:5432/database, in a schema that is created and"
                            + " dropped. Default: a primary and a replica are started for the run.")
    private @Nullable String url;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user on that server. The password comes from DATASAFE_PASSWORD or PGPASSWORD, or from"
                    + " ~/.pgpass, or the quickstart asks for it.")
    private @Nullable String user;

    @Option(names = "--keep", description = "Leave the schema on that server.")
    private boolean keep;

    @Option(names = "--no-color", description = "No colours, like NO_COLOR in the environment.")
    private boolean noColour;

    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    private boolean verbose;

    /** Throws IllegalArgumentException with the option, its value and its range if one is out of range. */
    void check() {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("--limit is " + limit + ", must be 1 or more");
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("--threads is " + threads + ", must be 1 to " + MAX_THREADS);
        }
        if (url == null && (user != null || keep)) {
            throw new IllegalArgumentException((keep ? "--keep" : "--user")
                    + " needs --url: without it the servers are started for the run, and removed after it");
        }
        target();
    }

    Path repository(Map<String, String> environment) {
        return repository == null ? LocalRepository.locate(environment) : repository;
    }

    int limit() {
        if (limit != null) {
            return limit;
        }
        return url == null ? LIMIT : LIMIT_OF_OTHERS;
    }

    int threads() {
        return threads;
    }

    Optional<Target> target() {
        return url == null ? Optional.empty() : Optional.of(new Target(url, user, keep));
    }

    boolean noColour() {
        return noColour;
    }

    boolean verbose() {
        return verbose;
    }
}

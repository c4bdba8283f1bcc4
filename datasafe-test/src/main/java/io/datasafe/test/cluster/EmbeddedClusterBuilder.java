package io.datasafe.test.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link EmbeddedCluster}. Each method checks its value immediately. Not thread-safe.
 *
 * @since 0.1
 */
public final class EmbeddedClusterBuilder {
    private static final int MOST_REPLICAS = 9;
    private static final Pattern SETTING = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
    private static final Set<String> OURS = Set.of(
            "port",
            "listen_addresses",
            "unix_socket_directories",
            "cluster_name",
            "primary_conninfo",
            "data_directory",
            "hba_file",
            "config_file",
            "logging_collector",
            "log_destination",
            "dynamic_shared_memory_type");

    private @Nullable Integer major;
    private @Nullable Path binaries;
    private @Nullable Path directory;
    private int replicas;
    private int firstPort = Ports.FIRST;
    private int lastPort = Ports.LAST;
    private final Map<String, String> settings = new LinkedHashMap<>();

    EmbeddedClusterBuilder() {}

    /**
     * Selects a major version among the binaries that are found. Default: the version in the system property
     * {@code datasafe.postgres.version}, or else the newest that is found.
     *
     * @param version 15 or newer, such as 17
     * @return this builder
     * @throws IllegalArgumentException if the version is older than 15
     */
    public EmbeddedClusterBuilder postgres(int version) {
        major = DistributionChoice.supported(version, "postgres");
        return this;
    }

    /**
     * Sets the place of the binaries. Default: the class path, and the paths in the system property
     * {@code datasafe.postgres.binaries}.
     *
     * @param path a jar or txz of {@code io.zonky.test.postgres}, a directory of such jars, or an installation's
     *     directory that holds {@code bin/postgres} and {@code bin/initdb}
     * @return this builder
     */
    public EmbeddedClusterBuilder binaries(Path path) {
        binaries = path;
        return this;
    }

    /**
     * Sets the number of streaming replicas.
     *
     * @param count 0 to 9; default 0
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public EmbeddedClusterBuilder replicas(int count) {
        if (count < 0 || count > MOST_REPLICAS) {
            throw new IllegalArgumentException("replicas must be 0 to " + MOST_REPLICAS + " and is " + count);
        }
        replicas = count;
        return this;
    }

    /**
     * Sets the range of ports. Default: 20000 to 32000; free ports are taken at random.
     *
     * @param first 1024 to 65535
     * @param last {@code first} to 65535
     * @return this builder
     * @throws IllegalArgumentException if the range is not valid
     */
    public EmbeddedClusterBuilder ports(int first, int last) {
        if (first < 1024 || last > 65_535 || last < first) {
            throw new IllegalArgumentException(
                    "ports must be a range within 1024 to 65535 and is " + first + " to " + last);
        }
        firstPort = first;
        lastPort = last;
        return this;
    }

    /**
     * Sets a parameter of {@code postgresql.conf} on all nodes, as in {@code setting("max_connections", "50")}.
     *
     * @param name a parameter of PostgreSQL, in lower case; not one that the cluster sets itself
     * @param value the value as in {@code postgresql.conf}, without quotes
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid, or is one that the cluster sets itself
     */
    public EmbeddedClusterBuilder setting(String name, String value) {
        if (!SETTING.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "setting must be the lower-case name of a parameter and is \"" + name + "\"");
        }
        if (OURS.contains(name)) {
            throw new IllegalArgumentException("setting " + name
                    + " is set by the cluster itself and cannot be changed; the cluster sets "
                    + OURS.stream().sorted().toList() + (name.equals("port") ? ": use ports(first, last)" : ""));
        }
        if (value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("setting " + name + " must be one line");
        }
        settings.put(name, value);
        return this;
    }

    /**
     * Sets the directory for the servers' data. Default: a directory of this user on the RAM disk {@code /dev/shm} if
     * it has 1 GB free per server, or else under {@code java.io.tmpdir}.
     *
     * @param parent an existing directory; the cluster creates a directory of its own inside it, and removes only that
     * @return this builder
     */
    public EmbeddedClusterBuilder directory(Path parent) {
        directory = parent;
        return this;
    }

    /**
     * Starts the cluster, and waits until the primary accepts connections and each replica streams.
     *
     * @return the running cluster; close it
     * @throws IllegalArgumentException if the range of ports is smaller than the number of servers
     * @throws ClusterException if the cluster cannot start; the message says why and what to do, and nothing is left
     *     behind
     */
    public EmbeddedCluster start() {
        int servers = 1 + replicas;
        if (lastPort - firstPort + 1 < servers) {
            throw new IllegalArgumentException(
                    "ports must include one for each of the " + servers + " servers, and " + firstPort + " to "
                            + lastPort
                            + " are " + (lastPort - firstPort + 1) + ": widen the range or ask for fewer replicas");
        }
        return new ClusterStart(
                        new DistributionChoice(major, binaries),
                        directory,
                        replicas,
                        new Ports(firstPort, lastPort),
                        Map.copyOf(settings))
                .run();
    }
}

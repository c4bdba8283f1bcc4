package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Starts one cluster, and leaves nothing behind if that fails. */
record ClusterStart(
        DistributionChoice choice,
        @Nullable Path parent,
        int replicas,
        IntSupplier ports,
        Map<String, String> settings) {
    private static final int ATTEMPTS = 3;
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            // Not under /dev/shm, where a killed server would leave its file.
            Map.entry("dynamic_shared_memory_type", "mmap"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("fsync", "off"),
            Map.entry("wal_level", "replica"),
            Map.entry("max_wal_senders", "20"),
            Map.entry("wal_keep_size", "1GB"),
            Map.entry("wal_retrieve_retry_interval", "100ms"),
            Map.entry("hot_standby", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("max_prepared_transactions", "20"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] %u@%d %a "));

    EmbeddedCluster run() {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt();
            } catch (PortTakenException e) {
                // Another process took the port between our check and the server's start. The next attempt uses other
                // ports.
                System.getLogger(ClusterStart.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
            }
        }
        return attempt();
    }

    private EmbeddedCluster attempt() {
        DirectoryCache cache = DirectoryCache.open();
        Distribution distribution = choice.distribution(Platform.current());
        Unprivileged user = Unprivileged.here();
        Path home = distribution.home(cache);
        DataDirectory data = DataDirectory.of(cache, distribution, home, user);
        ClusterDirectory directory = ClusterDirectory.create(parent, 1 + replicas);
        Guardian guardian = Guardian.start(directory, home, user.prefix());
        try {
            return start(
                    distribution.version(),
                    new ClusterContext(directory.path(), guardian, data.password()),
                    data,
                    user);
        } catch (IOException | UncheckedIOException e) {
            throw ended(
                    guardian,
                    new ClusterException(
                            "making the servers' data in " + directory.path() + " failed: " + e.getMessage()
                                    + Remedy.of(String.valueOf(e)),
                            e));
        } catch (RuntimeException e) {
            throw ended(guardian, e);
        }
    }

    private static RuntimeException ended(Guardian guardian, RuntimeException reason) {
        try {
            guardian.end();
        } catch (ClusterException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }

    private EmbeddedCluster start(
            PostgresVersion version, ClusterContext context, DataDirectory data, Unprivileged user) throws IOException {
        PostgresNode primary = new PostgresNode("primary", ports.getAsInt(), context);
        List<Replica> standbys = new ArrayList<>();
        for (int i = 1; i <= replicas; i++) {
            standbys.add(new Replica("replica-" + i, ports.getAsInt(), context, primary));
        }
        Files.createDirectory(context.home(primary.name()));
        data.create(context.data(primary.name()));
        for (Replica standby : standbys) {
            Files.createDirectory(context.home(standby.name()));
            Directories.copy(context.data(primary.name()), context.data(standby.name()));
            configure(standby, context);
            DataDirectory.follow(context.data(standby.name()), standby.connectionTo(primary));
        }
        configure(primary, context);
        user.own(context.directory());
        primary.start();
        standbys.forEach(Replica::start);
        standbys.forEach(Replica::restoreReplication);
        return new EmbeddedCluster(version, context, primary, standbys);
    }

    private void configure(PostgresNode node, ClusterContext context) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(settings);
        all.put("port", Integer.toString(node.port()));
        all.put("cluster_name", node.name());
        DataDirectory.configure(context.data(node.name()), all);
    }
}

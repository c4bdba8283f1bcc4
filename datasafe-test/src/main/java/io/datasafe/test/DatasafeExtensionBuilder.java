package io.datasafe.test;

import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link DatasafeExtension}. Every option has a default. Not thread-safe.
 *
 * @since 0.1
 */
public final class DatasafeExtensionBuilder {
    private @Nullable Integer postgres;
    private int replicas;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private DatabaseTemplate.@Nullable Setup template;
    private boolean ownCluster;
    private boolean leakCheck = true;

    DatasafeExtensionBuilder() {}

    /**
     * Sets the number of streaming replicas. Default 0.
     *
     * @param count 0 to 9
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public DatasafeExtensionBuilder replicas(int count) {
        EmbeddedCluster.builder().replicas(count);
        replicas = count;
        return this;
    }

    /**
     * Selects PostgreSQL's major version. Default: as described at
     * {@link io.datasafe.test.cluster.EmbeddedClusterBuilder#postgres(int)}.
     *
     * @param version 15 or newer; its binaries must be on the class path
     * @return this
     * @throws IllegalArgumentException if the version is older
     */
    public DatasafeExtensionBuilder postgres(int version) {
        EmbeddedCluster.builder().postgres(version);
        postgres = version;
        return this;
    }

    /**
     * Sets a parameter of {@code postgresql.conf} on all nodes.
     *
     * @param name the parameter's name
     * @param value its value, without quotes
     * @return this
     * @throws IllegalArgumentException if the name is not valid, or is one that the cluster sets itself
     */
    public DatasafeExtensionBuilder setting(String name, String value) {
        EmbeddedCluster.builder().setting(name, value);
        settings.put(name, value);
        return this;
    }

    /**
     * Fills the databases: a template database is filled once per JVM and cloned for each test. Default: each test gets
     * an empty database.
     *
     * @param setup creates tables and rows; classes that pass the same object share one template
     * @return this
     */
    public DatasafeExtensionBuilder template(DatabaseTemplate.Setup setup) {
        template = setup;
        return this;
    }

    /**
     * Gives the test class a cluster of its own, for tests that kill, promote or restart servers. It starts with the
     * class's first test and is closed after its last. Default: all classes that ask for the same version, replicas and
     * settings share one cluster, which is closed after the last test of the JVM.
     *
     * @return this
     */
    public DatasafeExtensionBuilder ownCluster() {
        ownCluster = true;
        return this;
    }

    /**
     * Turns the leak check on or off. Default on: a test fails if it leaves connections to its database open.
     *
     * @param on false to let such tests pass
     * @return this
     */
    public DatasafeExtensionBuilder leakCheck(boolean on) {
        leakCheck = on;
        return this;
    }

    /** {@return the extension, for a field annotated with {@code @RegisterExtension}} */
    public DatasafeExtension build() {
        return new DatasafeExtension(
                new ClusterPlan(postgres, replicas, Map.copyOf(settings)), template, ownCluster, leakCheck);
    }
}

package io.datasafe.test;

import io.datasafe.test.cluster.DatabaseTemplate;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets a {@link DatasafeExtension} up. Every option has a default. Not thread-safe.
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
     * @throws IllegalArgumentException if it is out of range
     */
    public DatasafeExtensionBuilder replicas(int count) {
        EmbeddedCluster.builder().replicas(count);
        replicas = count;
        return this;
    }

    /**
     * Chooses PostgreSQL's major version. Default: as {@link io.datasafe.test.cluster.EmbeddedClusterBuilder#postgres(int)} says.
     *
     * @param version 15 or newer; its binaries must be on the class path
     * @return this
     * @throws IllegalArgumentException if it is older
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
     * @throws IllegalArgumentException if the name is none, or one that the cluster sets itself
     */
    public DatasafeExtensionBuilder setting(String name, String value) {
        EmbeddedCluster.builder().setting(name, value);
        settings.put(name, value);
        return this;
    }

    /**
     * Fills the databases: a template is filled once for the JVM and cloned for each test. Default: each test gets an empty database.
     *
     * @param setup makes tables and rows; classes that give the same object share one template
     * @return this
     */
    public DatasafeExtensionBuilder template(DatabaseTemplate.Setup setup) {
        template = setup;
        return this;
    }

    /**
     * Gives the test class a cluster of its own, started with its first test and closed after its last, for tests that kill, promote or restart servers. Default:
     * one cluster is shared by all classes that ask for the same version, replicas and settings, and closed after the last test of the JVM.
     *
     * @return this
     */
    public DatasafeExtensionBuilder ownCluster() {
        ownCluster = true;
        return this;
    }

    /**
     * Switches the leak check. Default on: a test fails that leaves connections to its database open.
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

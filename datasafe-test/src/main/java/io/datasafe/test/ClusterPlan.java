package io.datasafe.test;

import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.EmbeddedClusterBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cluster that a test class asks for. Classes with equal plans share one cluster. */
record ClusterPlan(@Nullable Integer postgres, int replicas, Map<String, String> settings) {
    EmbeddedCluster start() {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder().replicas(replicas);
        if (postgres != null) {
            builder.postgres(postgres);
        }
        settings.forEach(builder::setting);
        return builder.start();
    }
}

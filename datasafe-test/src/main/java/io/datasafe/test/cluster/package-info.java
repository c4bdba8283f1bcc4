/**
 * A real PostgreSQL primary with streaming replicas, started by a test without Docker.
 *
 * <p>Start at {@link io.datasafe.test.cluster.EmbeddedCluster}.
 *
 * @since 0.1
 */
@NullMarked
package io.datasafe.test.cluster;

import org.jspecify.annotations.NullMarked;

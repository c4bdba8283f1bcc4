package io.datasafe.test.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Says that a cluster, or one of its servers, could not do what it was told, and what to do about it.
 *
 * <p>Where a server is at fault the message ends with the last lines of its log.
 *
 * @since 0.1
 */
public sealed class ClusterException extends RuntimeException permits PortTakenException {
    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

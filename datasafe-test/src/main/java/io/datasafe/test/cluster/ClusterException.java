package io.datasafe.test.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A cluster, or one of its servers, could not do what was asked. The message says what to do about it.
 *
 * <p>If a server failed, the message ends with the last lines of its log.
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

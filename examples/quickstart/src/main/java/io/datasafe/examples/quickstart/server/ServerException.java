package io.datasafe.examples.quickstart.server;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if there is no usable server. The message tells the user why and what to do.
 *
 * @since 0.1
 */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

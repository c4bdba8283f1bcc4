package io.datasafe.examples.quickstart.server;

import org.jspecify.annotations.Nullable;

/**
 * There is no server to work on. The message says why and what to do, for the user's eyes.
 *
 * @since 0.1
 */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.datasafe.load;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * A batch failed, or a loader broke its contract. The message names the loader, the scope and the number of keys, never
 * a key. The scope keeps nothing of the batch, so the keys can be requested again, unless the transaction is broken.
 *
 * @since 0.1
 */
public final class LoadException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final String loader;

    LoadException(String loader, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.loader = loader;
    }

    /** {@return the name of the loader} */
    public String loader() {
        return loader;
    }

    /** The same failure for another key of the batch, with the stack trace of the code that requests this key. */
    LoadException again() {
        return new LoadException(loader, String.valueOf(getMessage()), getCause() == null ? this : getCause());
    }
}

package io.datasafe.load;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * A batch has failed, or a loader has broken its contract: the message names loader, scope and the number of keys, never a key. Nothing of
 * the batch is kept, so the keys can be asked for again, in a transaction that is not broken.
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

    /** The same, for another key of the batch: with the stack of the code that asked for it. */
    LoadException again() {
        return new LoadException(loader, String.valueOf(getMessage()), getCause() == null ? this : getCause());
    }
}

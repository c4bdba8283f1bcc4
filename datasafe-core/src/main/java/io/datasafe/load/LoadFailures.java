package io.datasafe.load;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Builds the exceptions of a failed batch and of a broken loader contract. Their texts never hold a key. */
final class LoadFailures {
    private LoadFailures() {}

    /** The failure of a batch. A {@link LoadException} that already names this loader is returned as it is. */
    static LoadException failed(String loader, ScopeSetup setup, int keys, Throwable cause) {
        if (cause instanceof LoadException known && known.loader().equals(loader)) {
            return known;
        }
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new LoadException(
                loader,
                title(loader, setup) + " failed on a batch of " + keys + (keys == 1 ? " key: " : " keys: ")
                        + cause.getClass().getName(),
                cause);
    }

    /** The loader returned null instead of a map. */
    static LoadException noMap(String loader, ScopeSetup setup) {
        return new LoadException(
                loader, title(loader, setup) + " returned null: return an empty map when there are no rows", null);
    }

    /** The loader returned a key that was not in the batch. */
    static LoadException unknownKey(
            String loader, ScopeSetup setup, Collection<?> requested, Collection<? extends @Nullable Object> returned) {
        String type = "null";
        for (Object key : returned) {
            if (key != null && !requested.contains(key)) {
                type = key.getClass().getName();
            }
        }
        return new LoadException(
                loader,
                title(loader, setup) + " was asked for " + requested.size() + " keys of type "
                        + requested.iterator().next().getClass().getName()
                        + " and returned a key that was not requested, of type " + type
                        + ": returned keys must equal() requested keys (check Integer against Long, the scale of a"
                        + " BigDecimal, upper and lower case)",
                null);
    }

    /** The second read of a paranoid scope returned another answer than the scope holds. */
    static LoadException stale(String loader, ScopeSetup setup, Object key) {
        return new LoadException(
                loader,
                title(loader, setup) + " is paranoid and read the answer for a key of type "
                        + key.getClass().getName() + " again: it has changed. A write was not followed by forget(..),"
                        + " prime(..) stored another value, or the value's type has no equals()",
                null);
    }

    private static String title(String loader, ScopeSetup setup) {
        return "loader '" + loader + "' in " + setup.title();
    }
}

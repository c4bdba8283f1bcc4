package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls loaders, and says what is wrong with what they answer. */
final class Answers {
    private Answers() {}

    static <K, V extends @Nullable Object> Map<K, ? extends V> fetch(
            Loader<K, V> loader, Keys<K> keys, ScopeSetup setup) {
        DatasafeListener listener = setup.listener();
        long start = listener == null ? 0 : System.nanoTime();
        Map<K, ? extends V> rows;
        try {
            rows = loader.load(new BatchCall<>(keys, loader.name(), setup));
            checkThereIs(rows, loader.name(), setup);
        } catch (Throwable e) {
            if (listener != null) {
                setup.send(listener, new LoadEvent.Failed(setup.name(), loader.name(), keys.size(), e, since(start)));
            }
            throw failed(loader.name(), setup, keys.size(), e);
        }
        if (listener != null) {
            setup.send(
                    listener,
                    new LoadEvent.Loaded(setup.name(), loader.name(), keys.size(), rows.size(), since(start)));
        }
        return rows;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The failure of the batch: what says so already, and names this loader, stays as it is. */
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

    /** Its type promises a map, and it may be a bug of the loader that there is none. */
    private static void checkThereIs(@Nullable Object rows, String loader, ScopeSetup setup) {
        if (rows == null) {
            throw new LoadException(
                    loader, title(loader, setup) + " answered null: without any row it answers an empty map", null);
        }
    }

    static LoadException notAskedFor(
            String loader, ScopeSetup setup, Collection<?> asked, Collection<? extends @Nullable Object> answered) {
        String type = "null";
        for (Object key : answered) {
            if (key != null && !asked.contains(key)) {
                type = key.getClass().getName();
            }
        }
        return new LoadException(
                loader,
                title(loader, setup) + " was asked for " + asked.size() + " keys of type "
                        + asked.iterator().next().getClass().getName()
                        + " and answered a key that nobody asked for, of type " + type
                        + ": its keys must equal() those it is given (mind Integer and Long, the scale of a BigDecimal,"
                        + " upper and lower case)",
                null);
    }

    static LoadException stale(String loader, ScopeSetup setup, Object key) {
        return new LoadException(
                loader,
                title(loader, setup) + ", which is paranoid, has read the answer for a key of type "
                        + key.getClass().getName() + " again, and it is another one now: something has been written"
                        + " without forget(..), it was primed with another, or its type has no equals()",
                null);
    }

    private static String title(String loader, ScopeSetup setup) {
        return "loader '" + loader + "' in " + setup.title();
    }
}

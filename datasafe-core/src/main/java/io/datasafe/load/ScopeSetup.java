package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import io.datasafe.tx.Tx;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** How a scope was opened. */
record ScopeSetup(
        String name,
        Resources resources,
        boolean paranoid,
        int parallel,
        int threads,
        @Nullable DatasafeListener listener,
        @Nullable Tx tx) {
    private static final System.Logger LOG = System.getLogger("io.datasafe");

    String title() {
        return "load scope '" + name + "'";
    }

    void send(DatasafeListener receiver, LoadEvent event) {
        try {
            receiver.on(event);
        } catch (Throwable e) {
            // An Error too: it must not turn answers that are there into a failure.
            LOG.log(Level.WARNING, "the listener failed on " + event.getClass().getSimpleName(), e);
        }
    }
}

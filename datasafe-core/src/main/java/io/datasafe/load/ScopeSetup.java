package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.Listeners;
import io.datasafe.tx.Tx;
import org.jspecify.annotations.Nullable;

/** The settings of a scope. */
record ScopeSetup(
        String name,
        Resources resources,
        boolean paranoid,
        int parallel,
        int threads,
        @Nullable DatasafeListener listener,
        @Nullable Tx tx) {
    String title() {
        return "load scope '" + name + "'";
    }

    void send(DatasafeListener receiver, LoadEvent event) {
        Listeners.tell(receiver, event);
    }
}

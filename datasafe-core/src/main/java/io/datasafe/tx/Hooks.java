package io.datasafe.tx;

import io.datasafe.tx.RegisteredHook.Kind;
import org.jspecify.annotations.Nullable;

/** The hooks of one transaction, in the order of their registration. */
final class Hooks {
    private @Nullable RegisteredHook first;
    private @Nullable RegisteredHook last;

    void add(RegisteredHook hook) {
        if (last == null) {
            first = hook;
        } else {
            last.follow(hook);
        }
        last = hook;
    }

    /** The latest one, to which {@link #dropSince} can go back. */
    @Nullable
    RegisteredHook last() {
        return last;
    }

    /** Forgets those that were registered after this one; all, if null. */
    void dropSince(@Nullable RegisteredHook kept) {
        if (kept == null) {
            first = null;
        } else {
            kept.follow(null);
        }
        last = kept;
    }

    void run(Kind happened, TxOptions options, @Nullable CommitUnknownException unknown) {
        if (first != null) {
            first.run(happened, options, unknown);
        }
    }
}

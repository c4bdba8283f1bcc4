package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A hook, and the one registered after it. A chain and no list, because most transactions have one hook or none. */
final class RegisteredHook {
    /** The outcome that a hook waits for. */
    enum Kind {
        AFTER_COMMIT("after-commit hook", "committed"),
        AFTER_ROLLBACK("after-rollback hook", "rolled back"),
        ON_UNKNOWN("on-unknown hook", "of unknown outcome");

        private final String title;
        private final String state;

        Kind(String title, String state) {
            this.title = title;
            this.state = state;
        }
    }

    private final Kind kind;
    private final String name;
    private final Object hook;
    private @Nullable RegisteredHook next;

    /** The hook is an {@link UnknownHook} for {@link Kind#ON_UNKNOWN}, otherwise a {@link Hook}. */
    RegisteredHook(Kind kind, String name, Object hook) {
        this.kind = kind;
        this.name = Objects.requireNonNull(name, "name");
        this.hook = Objects.requireNonNull(hook, "hook");
    }

    /** Null drops all hooks that follow. */
    void follow(@Nullable RegisteredHook later) {
        next = later;
    }

    /** Runs this hook and those that follow, if they wait for what has happened. */
    void run(Kind happened, TxOptions options, @Nullable CommitUnknownException unknown) {
        for (RegisteredHook each = this; each != null; each = each.next) {
            if (each.kind == happened) {
                each.run(options, unknown);
            }
        }
    }

    private void run(TxOptions options, @Nullable CommitUnknownException unknown) {
        try {
            if (kind == Kind.ON_UNKNOWN) {
                ((UnknownHook) hook).run(Objects.requireNonNull(unknown));
            } else {
                ((Hook) hook).run();
            }
        } catch (Throwable e) {
            // An Error too: what happened has happened, and the hooks behind this one count on it.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Events.hookFailed(
                    options.listener(),
                    new TransactionEvent.HookFailed(options.name(), name, e),
                    kind.title + " \"" + name + "\" of " + options.title() + " failed; the transaction is "
                            + kind.state);
        }
    }
}

package io.datasafe.tx;

import io.datasafe.event.TransactionEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An after-commit hook, and the one registered after it. A chain and no list, because most transactions have one hook or none. */
final class RegisteredHook {
    private final String name;
    private final Hook hook;
    private @Nullable RegisteredHook next;

    RegisteredHook(String name, Hook hook) {
        this.name = Objects.requireNonNull(name, "name");
        this.hook = Objects.requireNonNull(hook, "hook");
    }

    /** Forgets all that follow, if null. */
    void follow(@Nullable RegisteredHook later) {
        next = later;
    }

    /** Runs this one and all that follow. */
    void run(TxOptions options) {
        for (RegisteredHook each = this; each != null; each = each.next) {
            try {
                each.hook.run();
            } catch (Throwable e) {
                // An Error too: the transaction is committed, and the hooks behind this one count on it.
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                Events.hookFailed(options.listener(), new TransactionEvent.HookFailed(options.name(), each.name, e));
            }
        }
    }
}

package io.datasafe.tx;

import io.datasafe.event.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The after-commit hooks of one attempt, in the order of registration. */
final class Hooks {
    private record Named(String name, Hook hook) {}

    private final List<Named> hooks = new ArrayList<>(4);

    void add(String name, Hook hook) {
        hooks.add(new Named(Objects.requireNonNull(name, "name"), Objects.requireNonNull(hook, "hook")));
    }

    int size() {
        return hooks.size();
    }

    /** Forgets those registered since {@link #size} was {@code mark}. */
    void dropSince(int mark) {
        hooks.subList(mark, hooks.size()).clear();
    }

    void run(TxOptions options) {
        for (Named named : hooks) {
            try {
                named.hook.run();
            } catch (Throwable e) {
                // An Error too: the transaction is committed, and the hooks behind this one count on it.
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                Events.hookFailed(options.listener(), new TransactionEvent.HookFailed(options.name(), named.name, e));
            }
        }
    }
}

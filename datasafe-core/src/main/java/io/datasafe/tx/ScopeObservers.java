package io.datasafe.tx;

import io.datasafe.internal.scope.ScopeObserver;
import java.util.ArrayList;
import java.util.List;

/** Who is told when a part of a transaction is undone, and when its work has ended. */
final class ScopeObservers {
    private final List<ScopeObserver> companions = new ArrayList<>();

    void add(ScopeObserver companion) {
        companions.add(companion);
    }

    void remove(ScopeObserver companion) {
        companions.remove(companion);
    }

    void undone() {
        companions.forEach(ScopeObserver::undone);
    }

    void ended() {
        companions.forEach(ScopeObserver::ended);
        companions.clear();
    }
}

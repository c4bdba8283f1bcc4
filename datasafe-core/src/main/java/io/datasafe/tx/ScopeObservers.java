package io.datasafe.tx;

import io.datasafe.internal.scope.ScopeObserver;
import java.util.ArrayList;
import java.util.List;

/** The observers of one transaction. They hear when a part of it is undone, and when its work has ended. */
final class ScopeObservers {
    private final List<ScopeObserver> observers = new ArrayList<>();

    void add(ScopeObserver observer) {
        observers.add(observer);
    }

    void remove(ScopeObserver observer) {
        observers.remove(observer);
    }

    void undone() {
        observers.forEach(ScopeObserver::undone);
    }

    void ended() {
        observers.forEach(ScopeObserver::ended);
        observers.clear();
    }
}

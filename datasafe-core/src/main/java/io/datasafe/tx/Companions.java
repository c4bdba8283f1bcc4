package io.datasafe.tx;

import io.datasafe.internal.TransactionCompanion;
import java.util.ArrayList;
import java.util.List;

/** Who is told when a part of a transaction is undone, and when its work has ended. */
final class Companions {
    private final List<TransactionCompanion> companions = new ArrayList<>();

    void add(TransactionCompanion companion) {
        companions.add(companion);
    }

    void remove(TransactionCompanion companion) {
        companions.remove(companion);
    }

    void undone() {
        companions.forEach(TransactionCompanion::undone);
    }

    void ended() {
        companions.forEach(TransactionCompanion::ended);
        companions.clear();
    }
}

package io.datasafe.benchmarks.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what the parts of a run have found. Thread-safe. */
final class Scores {
    private final Map<Entrant, Map<FaultKind, Count>> counts = new EnumMap<>(Entrant.class);
    private final Map<Entrant, Books> books = new EnumMap<>(Entrant.class);

    synchronized void add(Entrant entrant, Count count) {
        counts.computeIfAbsent(entrant, e -> new EnumMap<>(FaultKind.class)).merge(count.fault(), count, Count::plus);
    }

    /** The last word on the money of the banks. */
    synchronized void addAll(Map<Bank, Books> closed) {
        closed.forEach((bank, each) -> books.merge(
                bank.entrant(),
                each,
                (a, b) -> new Books(Map.of(), a.exact() && b.exact(), a.paidTwice() + b.paidTwice())));
    }

    synchronized List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        counts.forEach((entrant, faults) -> {
            Books closed = books.getOrDefault(entrant, new Books(Map.of(), false, 0));
            standings.add(new Standing(entrant, List.copyOf(faults.values()), closed.exact(), closed.paidTwice()));
        });
        return standings;
    }
}

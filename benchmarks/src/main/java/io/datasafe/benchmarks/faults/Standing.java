package io.datasafe.benchmarks.faults;

import java.util.List;
import java.util.function.Predicate;

/**
 * How a contender came through.
 *
 * @param contender who
 * @param faults what became of its transfers, by kind of fault
 * @param exact whether the sum of all money is what it was at first, and each account's what the journal says
 * @param paidTwice how much money moved once more than it should
 * @since 0.1
 */
public record Standing(Entrant contender, List<Count> faults, boolean exact, long paidTwice) {
    /**
     * Adds up what became of the transfers that met some kinds of faults.
     *
     * @param kinds which
     * @return the sum; its own kind means nothing
     */
    public Count sum(Predicate<FaultKind> kinds) {
        return faults.stream().filter(each -> kinds.test(each.fault())).reduce(Count.none(FaultKind.NONE), Count::plus);
    }
}

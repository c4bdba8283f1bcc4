package io.datasafe.benchmarks.faults;

import java.util.List;

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
    /** {@return all kinds of faults together; the kind of the sum means nothing} */
    public Count sum() {
        return faults.stream().reduce(Count.none(FaultKind.NONE), Count::plus);
    }
}

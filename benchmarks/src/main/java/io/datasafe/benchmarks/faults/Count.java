package io.datasafe.benchmarks.faults;

/**
 * What became of the transfers of a contender that met one kind of fault.
 *
 * @param fault the kind
 * @param transfers how many there were
 * @param hits how many the fault has struck
 * @param attempts how often their work was run
 * @param doubled how many were done more than once
 * @param lost how many the caller was told are done, and are not
 * @param wrong how many the caller was told are done and are not, or are not done and are; at once or later
 * @param unknown how many ended in an error that does not say whether they are done
 * @param tickets how many of the unknown came with something to find it out later
 * @param settled how many of those did find it out, when the run was over
 * @param gone how many were acknowledged truly, and went down with the old primary
 * @since 0.1
 */
public record Count(
        FaultKind fault,
        int transfers,
        int hits,
        int attempts,
        int doubled,
        int lost,
        int wrong,
        int unknown,
        int tickets,
        int settled,
        int gone) {
    static Count none(FaultKind fault) {
        return new Count(fault, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The two together, under this one's kind. */
    Count plus(Count other) {
        return new Count(
                fault,
                transfers + other.transfers,
                hits + other.hits,
                attempts + other.attempts,
                doubled + other.doubled,
                lost + other.lost,
                wrong + other.wrong,
                unknown + other.unknown,
                tickets + other.tickets,
                settled + other.settled,
                gone + other.gone);
    }
}

package io.datasafe.benchmarks.faults;

import java.util.List;

/**
 * What a run has counted.
 *
 * @param seed what the transfers were drawn with
 * @param transfers how many transfers each contender had to do
 * @param failovers how many times a primary was replaced by a replica
 * @param workers how many threads there were, but for the failovers
 * @param contenders how each came through
 * @since 0.1
 */
public record FaultResults(long seed, int transfers, int failovers, int workers, List<Standing> contenders) {}

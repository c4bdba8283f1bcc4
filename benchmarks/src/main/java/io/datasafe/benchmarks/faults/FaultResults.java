package io.datasafe.benchmarks.faults;

import java.util.List;

/**
 * What a run has counted.
 *
 * @param seed what the transfers were drawn with
 * @param transfers how many transfers each contender had to do
 * @param failovers how many times a primary was replaced by a replica
 * @param outages how many times a server was away for longer than anybody waited
 * @param workers how many threads did the transfers outside of those
 * @param contenders how each came through
 * @since 0.1
 */
public record FaultResults(
        long seed, int transfers, int failovers, int outages, int workers, List<Standing> contenders) {}

package io.datasafe.load;

/**
 * Counts of batches and keys, of a scope or of one loader in it, so far.
 *
 * @param queries the number of batches sent, including failed ones
 * @param keys the number of keys in them
 * @param singleKeyQueries the number of batches of one key; many of them mean that code asks for one key at a time
 * @param hits the number of answers that the scope already held
 * @param poor the number of loaders that were asked for about one key at a time: at least 10 batches, with fewer than 2
 *     keys on average. Never counts a loader whose chunk is 1, and is 0 in a paranoid scope
 * @since 0.1
 */
public record LoadStats(long queries, long keys, long singleKeyQueries, long hits, int poor) {
    private static final int MANY = 10;
    private static final int FEW = 2;

    /** The statistics of one loader. */
    static LoadStats of(long queries, long keys, long singleKeyQueries, long hits, boolean couldBatch) {
        boolean poor = couldBatch && queries >= MANY && keys < FEW * queries;
        return new LoadStats(queries, keys, singleKeyQueries, hits, poor ? 1 : 0);
    }

    /** {@return the mean number of keys in a batch; 0 if no batch was sent} */
    public double meanBatch() {
        return queries == 0 ? 0 : (double) keys / queries;
    }

    LoadStats plus(LoadStats other) {
        return new LoadStats(
                queries + other.queries,
                keys + other.keys,
                singleKeyQueries + other.singleKeyQueries,
                hits + other.hits,
                poor + other.poor);
    }
}

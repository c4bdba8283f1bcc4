package io.datasafe.load;

/**
 * How well a scope, or one loader in it, has batched so far.
 *
 * @param queries batches sent, the failed ones too
 * @param keys keys in them
 * @param singleKeyQueries batches of one key only: many of them mean that code asks for one key at a time
 * @param hits answers given that were there already
 * @param poor loaders that were asked for about one key at a time: at least 10 batches, of fewer than 2 keys on average. A loader whose
 *     chunk is 1 is none, and in a paranoid scope there are none
 * @since 0.1
 */
public record LoadStats(long queries, long keys, long singleKeyQueries, long hits, int poor) {
    private static final int MANY = 10;
    private static final int FEW = 2;

    /** Of one loader. */
    static LoadStats of(long queries, long keys, long singleKeyQueries, long hits, boolean couldBatch) {
        boolean poor = couldBatch && queries >= MANY && keys < FEW * queries;
        return new LoadStats(queries, keys, singleKeyQueries, hits, poor ? 1 : 0);
    }

    /** {@return keys in a batch on average; 0 where no batch was sent} */
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

package io.datasafe.load;

/**
 * How well a scope, or one loader in it, has batched so far.
 *
 * @param queries batches sent, the failed ones too
 * @param keys keys in them
 * @param singleKeyQueries batches of one key only: many of them mean that code asks for one key at a time
 * @param hits answers given that were there already
 * @since 0.1
 */
public record LoadStats(long queries, long keys, long singleKeyQueries, long hits) {
    /** {@return keys in a batch on average; 0 where no batch was sent} */
    public double meanBatch() {
        return queries == 0 ? 0 : (double) keys / queries;
    }

    LoadStats plus(LoadStats other) {
        return new LoadStats(
                queries + other.queries,
                keys + other.keys,
                singleKeyQueries + other.singleKeyQueries,
                hits + other.hits);
    }
}

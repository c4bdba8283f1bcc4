package io.datasafe.benchmarks.load;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A JDBC query as a batch function of java-dataloader: its future is complete when it is returned. */
final class Futures {
    /** A query that answers for all keys. */
    interface Query<V> {
        Map<Long, V> send() throws SQLException;
    }

    private Futures() {}

    static <V> CompletableFuture<Map<Long, V>> ask(Query<V> query) {
        try {
            return CompletableFuture.completedFuture(query.send());
        } catch (SQLException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

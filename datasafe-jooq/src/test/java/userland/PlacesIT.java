package userland;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.tx.Transactions;
import org.junit.jupiter.api.Test;

/** Messages name the place in the user's code, which this is. */
class PlacesIT {
    @Test
    void whereAJooqTransactionBegan() {
        try (EmbeddedCluster cluster = EmbeddedCluster.start();
                Database database = cluster.freshDatabase()) {
            JooqTransactions tx = JooqTransactions.of(Transactions.of(database.dataSource()));
            assertThatIllegalStateException()
                    .isThrownBy(() -> begin(tx))
                    .withMessageMatching("HTTP at userland\\.PlacesIT\\.callTheBank\\(.*\\) must be outside of a"
                            + " transaction, .* which began at userland\\.PlacesIT\\.begin\\(.*");
        }
    }

    private static void begin(JooqTransactions tx) {
        tx.dsl().transaction(c -> callTheBank());
    }

    private static void callTheBank() {
        Transactions.outside("HTTP");
    }
}

package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that leaks state out of its transaction is found by running it twice. */
class RehearsalIT {
    @Test
    void workThatWentWellIsUndoneOnceAndRunAgain() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            db.execute("CREATE TABLE item (id int)");
            AtomicInteger leaking = new AtomicInteger();
            AtomicInteger hooks = new AtomicInteger();
            Transactions tx = Transactions.on(db.pool()).rehearse().build();
            int attempt = tx.call(t -> {
                leaking.incrementAndGet();
                t.afterCommit("count", hooks::incrementAndGet);
                execute(t.connection(), "INSERT INTO item VALUES (1)");
                return t.attempt();
            });
            assertThat(attempt).isEqualTo(2);
            assertThat(leaking)
                    .as("what the work changes outside of the database")
                    .hasValue(2);
            assertThat(hooks).hasValue(1);
            assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        }
    }
}

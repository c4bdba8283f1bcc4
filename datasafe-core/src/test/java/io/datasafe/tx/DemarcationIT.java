package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import io.datasafe.internal.scope.OpenTransaction;
import io.datasafe.internal.scope.TransactionSource;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Begun;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.RolledBack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that are begun and ended by two calls, as the SPIs of other libraries do it. */
class DemarcationIT {
    private final List<Event> events = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private final Exception failure = new IOException();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
        tx = Transactions.on(db.pool())
                .listener(events::add)
                .resolveWithin(Duration.ofSeconds(5))
                .build()
                .named("pay");
    }

    @AfterEach
    void close() {
        assertThat(tx.current()).as("the thread is free").isEmpty();
        assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
        db.close();
    }

    private OpenTransaction begin(Transactions transactions) throws SQLException {
        OpenTransaction open =
                transactions.dataSource().unwrap(TransactionSource.class).begin();
        Tx t = tx.current().orElseThrow();
        t.afterCommit("c", () -> hooks.add("committed"));
        t.afterRollback("r", () -> hooks.add("rolled back"));
        t.onUnknown("u", unknown -> hooks.add("unknown"));
        return open;
    }

    private void insert(int id) throws SQLException {
        execute(tx.current().orElseThrow().connection(), "INSERT INTO item VALUES (" + id + ")");
    }

    private List<String> stored() throws SQLException {
        return db.query("SELECT id FROM item ORDER BY id");
    }

    @Test
    void commitsAndRunsTheHooksOnce() throws SQLException {
        OpenTransaction open = begin(tx);
        insert(1);
        tx.run(t -> insert(2));
        open.commit();
        assertThat(stored()).containsExactly("1", "2");
        assertThat(hooks).containsExactly("committed");
        assertThat(events).containsExactly(new Begun("pay", 1), new Committed("pay", 1, null, null, false));
        open.rollBack(failure);
        assertThatIllegalStateException().isThrownBy(open::commit).withMessageContaining("\"pay\" has ended already");
        assertThat(hooks).containsExactly("committed");
    }

    @Test
    void rollsBack() throws SQLException {
        OpenTransaction open = begin(tx);
        insert(1);
        open.rollBack(failure);
        assertThat(stored()).isEmpty();
        assertThat(hooks).containsExactly("rolled back");
        assertThat(events).last().isEqualTo(new RolledBack("pay", 1, failure));
    }

    @Test
    void aSwallowedErrorCannotCommit() throws SQLException {
        OpenTransaction open = begin(tx);
        catchThrowable(() -> execute(tx.current().orElseThrow().connection(), "SELECT 1/0"));
        assertThatExceptionOfType(SilentRollbackException.class).isThrownBy(open::commit);
        assertThat(hooks).containsExactly("rolled back");
        open.rollBack(failure);
        assertThat(hooks).containsExactly("rolled back");
    }

    @Test
    void aSavepointEndsAlone() throws SQLException {
        OpenTransaction open = begin(tx);
        OpenTransaction kept = begin(tx);
        insert(1);
        kept.commit();
        assertThatIllegalStateException().isThrownBy(kept::commit).withMessageContaining("a savepoint of");
        kept.rollBack(failure);
        OpenTransaction undone = begin(tx);
        insert(2);
        undone.rollBack(failure);
        open.commit();
        assertThat(stored()).containsExactly("1");
        assertThat(hooks).as("those of the part that was undone are dropped").containsExactly("committed", "committed");
    }

    @Test
    void aSavepointThatCannotBeReleasedCanBeUndone() throws SQLException {
        OpenTransaction open = begin(tx);
        OpenTransaction part = begin(tx);
        catchThrowable(() -> execute(tx.current().orElseThrow().connection(), "SELECT 1/0"));
        assertThatExceptionOfType(SilentRollbackException.class).isThrownBy(part::commit);
        part.rollBack(failure);
        insert(1);
        open.commit();
        assertThat(stored()).containsExactly("1");
    }

    @Test
    void aConflictInASavepointDoomsTheWhole() throws SQLException {
        OpenTransaction open = begin(tx);
        OpenTransaction part = begin(tx);
        part.rollBack(new SQLException("conflict", "40001"));
        assertThatExceptionOfType(SilentRollbackException.class)
                .isThrownBy(open::commit)
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("40001"));
    }

    @Test
    void aLostCommitIsResolved() throws SQLException {
        OpenTransaction open = begin(tx.resolvable());
        insert(1);
        db.proxy().on(Trigger.commitReply()).cut();
        open.commit();
        assertThat(hooks).containsExactly("committed");
        assertThat(stored()).containsExactly("1");
    }

    @Test
    void anUnknownOutcomeIsToldAndItsHooksRun() throws SQLException {
        OpenTransaction open = begin(tx);
        insert(1);
        db.proxy().on(Trigger.commitReply()).cut();
        assertThatExceptionOfType(CommitUnknownException.class).isThrownBy(open::commit);
        assertThat(hooks).containsExactly("unknown");
    }

    @Test
    void theOptionsAreHeld() throws SQLException {
        assertThatIllegalStateException().isThrownBy(() -> begin(tx.required()));
        OpenTransaction open = begin(tx);
        assertThatIllegalStateException().isThrownBy(() -> begin(tx.outermost()));
        assertThatIllegalStateException().isThrownBy(() -> begin(tx.serializable()));
        open.rollBack(failure);
    }
}

package io.datasafe.jooq.tree;

import static io.datasafe.jooq.tree.MoveIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import io.datasafe.test.proxy.RoundTrips;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** That a subtree is deleted whole, or not at all. */
class DeleteSubtreeIT extends NodeTable {
    private int rows() {
        return dsl.fetchCount(TREE.hierarchy().table());
    }

    private List<Long> ids() {
        return dsl.select(ID).from("node").orderBy(ID).fetch(ID);
    }

    private int delete(Tree<Long, ?> tree, long root, int mostRows) {
        return tx.<Integer, RuntimeException>call(t -> tree.deleteSubtree(t.dsl(), root, mostRows));
    }

    @Test
    void deletesANodeAndAllBelow() {
        assertThat(delete(TREE, 2L, 3)).isEqualTo(3);
        assertThat(ids()).containsExactly(1L, 3L, 9L);
    }

    @Test
    void takesTwoRoundTrips() {
        tx.run(t -> {
            t.dsl().fetch("select 1");
            RoundTrips.on(db.proxy()).exactly(2).run(() -> TREE.deleteSubtree(t.dsl(), 2L, 100));
        });
    }

    @Test
    void deletesNothingIfThereAreMoreRowsThanAllowed() {
        assertThatExceptionOfType(TreeChangeException.class)
                .isThrownBy(() -> delete(TREE, 1L, 3))
                .withMessageContaining("there are at least 4 rows, and only 3 may be deleted")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_ROWS));
        assertThat(rows()).isEqualTo(6);
        assertThatIllegalArgumentException().isThrownBy(() -> TREE.deleteSubtree(dsl, 1L, 0));
    }

    @Test
    void deletesNothingIfThereAreRowsOutOfScope() {
        // The transaction commits: nothing is undone by its end.
        tx.run(t -> assertThatExceptionOfType(TreeChangeException.class)
                .isThrownBy(() -> LIVING.deleteSubtree(t.dsl(), 1L, 100))
                .withMessageContaining("1 of the 6 rows are out of the scope of tree 'node'")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_SCOPE)));
        assertThat(rows()).isEqualTo(6);
        assertThat(delete(LIVING, 2L, 100)).isEqualTo(3);
        assertThat(delete(TREE, 1L, 100)).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertRefused(Reason.UNKNOWN_NODE, () -> delete(TREE, 77L, 1));
        assertRefused(Reason.UNKNOWN_NODE, () -> delete(LIVING, 9L, 1));
    }

    @Test
    void refusesTransactionsThatAreNotSafe() {
        assertRefused(Reason.NO_TRANSACTION, () -> TREE.deleteSubtree(dsl, 2L, 3));
        tx.repeatableRead().run(t -> assertRefused(Reason.ISOLATION, () -> TREE.deleteSubtree(t.dsl(), 2L, 3)));
        tx.readOnly().run(t -> assertRefused(Reason.READ_ONLY, () -> TREE.deleteSubtree(t.dsl(), 2L, 3)));
        assertThat(rows()).isEqualTo(6);
    }

    @Test
    void endsOnALoop() {
        dsl.execute("UPDATE node SET parent_id = 5 WHERE id = 2");
        assertThat(delete(TREE, 4L, 1_000_000)).isEqualTo(3);
    }

    @Test
    void aChildThatIsInsertedMeanwhileStopsIt() throws Exception {
        JooqSession writer = session().begin("read committed");
        JooqSession deleter = session().begin("read committed");
        writer.dsl().execute("insert into node (id, parent_id) values (6, 5)");
        Future<Integer> blocked = deleter.start(() -> TREE.deleteSubtree(deleter.dsl(), 2L, 100));
        deleter.awaitBlocked();
        writer.commit();
        assertThatThrownBy(blocked::get).cause().satisfies(e -> MoveRacesIT.assertSqlState(e, "23503"));
        deleter.dsl().execute("rollback");
        assertThat(rows()).isEqualTo(7);
    }

    @Test
    void anInsertOfAChildWaitsForItAndFails() throws Exception {
        JooqSession writer = session();
        JooqSession deleter = session().begin("read committed");
        assertThat(TREE.deleteSubtree(deleter.dsl(), 2L, 100)).isEqualTo(3);
        Future<?> blocked = writer.start("insert into node (id, parent_id) values (6, 5)");
        writer.awaitBlocked();
        deleter.commit();
        assertThatThrownBy(blocked::get).cause().satisfies(e -> MoveRacesIT.assertSqlState(e, "23503"));
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aNodeThatIsMovedOutMeanwhileStays() throws Exception {
        JooqSession mover = session().begin("read committed");
        JooqSession deleter = session().begin("read committed");
        TREE.move(mover.dsl(), 4L, 3L);
        Future<Integer> blocked = deleter.start(() -> TREE.deleteSubtree(deleter.dsl(), 2L, 100));
        deleter.awaitBlocked();
        mover.commit();
        assertThat(blocked.get()).isEqualTo(1);
        deleter.commit();
        assertThat(ids()).containsExactly(1L, 3L, 4L, 5L, 9L);
    }
}

package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import io.datasafe.test.proxy.RoundTrips;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** What a move does, and what it refuses, where nobody else moves. */
class MoveIT extends NodeTable {
    @Test
    void movesANodeWithAllBelow() {
        assertThat(tx.<Boolean, RuntimeException>call(t -> TREE.move(t.dsl(), 4L, 3L)))
                .isTrue();
        assertThat(parent(4)).isEqualTo(3);
        assertThat(parent(5)).isEqualTo(4);
    }

    @Test
    void makesARoot() {
        assertThat(tx.<Boolean, RuntimeException>call(t -> TREE.move(t.dsl(), 4L, null)))
                .isTrue();
        assertThat(parent(4)).isNull();
        assertThat(tx.<Boolean, RuntimeException>call(t -> TREE.move(t.dsl(), 4L, null)))
                .isFalse();
    }

    @Test
    void leavesANodeAloneThatIsThereAlready() {
        Object before = dsl.fetchValue("select ctid::text from node where id = 4");
        assertThat(tx.<Boolean, RuntimeException>call(t -> TREE.move(t.dsl(), 4L, 2L)))
                .isFalse();
        assertThat(dsl.fetchValue("select ctid::text from node where id = 4")).isEqualTo(before);
    }

    @Test
    void takesTwoRoundTrips() {
        tx.run(t -> {
            t.dsl().fetch("select 1");
            RoundTrips.on(db.proxy()).exactly(2).run(() -> TREE.move(t.dsl(), 4L, 3L));
            RoundTrips.on(db.proxy()).exactly(2).run(() -> TREE.move(t.dsl(), 4L, null));
        });
    }

    @Test
    void refusesALoopAndSaysIt() {
        tx.run(t -> {
            assertThatExceptionOfType(CycleException.class)
                    .isThrownBy(() -> TREE.move(t.dsl(), 2L, 5L))
                    .withMessage("moving 2 under 5 was refused: the node would be its own ancestor: 2 <- 4 <- 5 <- 2")
                    .satisfies(e -> assertThat(e.cycle()).hasToString("[2, 4, 5]"));
            assertThatExceptionOfType(CycleException.class)
                    .isThrownBy(() -> TREE.move(t.dsl(), 2L, 2L))
                    .withMessageEndingWith(": 2 <- 2");
            // Nothing was changed, and the transaction goes on.
            assertThat(TREE.move(t.dsl(), 5L, 3L)).isTrue();
        });
        assertThat(parent(2)).isEqualTo(1);
        assertThat(parent(5)).isEqualTo(3);
    }

    @Test
    void aLoopOutOfScopeIsALoop() {
        dsl.execute("UPDATE node SET deleted = true WHERE id = 4");
        tx.run(t -> assertThatExceptionOfType(CycleException.class)
                .isThrownBy(() -> LIVING.move(t.dsl(), 2L, 5L))
                .withMessageEndingWith("2 <- 4 <- 5 <- 2"));
    }

    @Test
    void seesWhatTheSameTransactionMoved() {
        tx.run(t -> {
            TREE.move(t.dsl(), 2L, 3L);
            assertThatExceptionOfType(CycleException.class)
                    .isThrownBy(() -> TREE.move(t.dsl(), 3L, 4L))
                    .withMessageEndingWith("3 <- 2 <- 4 <- 3");
        });
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void refusesUnknownNodesAndParents() {
        tx.run(t -> {
            assertRefused(Reason.UNKNOWN_NODE, () -> TREE.move(t.dsl(), 77L, 1L));
            assertRefused(Reason.UNKNOWN_NODE, () -> TREE.move(t.dsl(), 77L, null));
            assertRefused(Reason.UNKNOWN_PARENT, () -> TREE.move(t.dsl(), 4L, 77L));
            assertRefused(Reason.UNKNOWN_NODE, () -> LIVING.move(t.dsl(), 9L, 1L));
            assertRefused(Reason.UNKNOWN_PARENT, () -> LIVING.move(t.dsl(), 4L, 9L));
        });
    }

    @Test
    void refusesToRunWithoutATransaction() {
        assertRefused(Reason.NO_TRANSACTION, () -> TREE.move(dsl, 4L, 3L));
        assertThat(parent(4)).isEqualTo(2);
    }

    @Test
    void refusesRepeatableRead() {
        tx.repeatableRead().run(t -> assertRefused(Reason.ISOLATION, () -> TREE.move(t.dsl(), 4L, 3L)));
    }

    @Test
    void refusesToReadOnly() {
        tx.readOnly().run(t -> assertRefused(Reason.READ_ONLY, () -> TREE.move(t.dsl(), 4L, 3L)));
    }

    @Test
    void serializableWillDo() {
        tx.serializable().run(t -> assertThat(TREE.move(t.dsl(), 4L, 3L)).isTrue());
        tx.serializable().run(t -> assertThat(TREE.move(t.dsl(), 4L, null)).isTrue());
        tx.serializable()
                .run(t -> assertThatExceptionOfType(CycleException.class).isThrownBy(() -> TREE.move(t.dsl(), 4L, 5L)));
        assertThat(parent(4)).isNull();
    }

    @Test
    void refusesAViewButNotAPartitionedTable() {
        dsl.execute("CREATE VIEW living AS SELECT * FROM node WHERE NOT deleted");
        dsl.execute("CREATE TABLE parted (id bigint PRIMARY KEY, parent_id bigint) PARTITION BY HASH (id)");
        dsl.execute("CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
        dsl.execute("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
        dsl.execute("INSERT INTO parted VALUES (1, null), (2, 1), (3, 2)");
        tx.run(t -> {
            assertRefused(Reason.NOT_A_TABLE, () -> plain("living").move(t.dsl(), 4L, 3L));
            assertThat(plain("parted").move(t.dsl(), 3L, 1L)).isTrue();
            assertThatExceptionOfType(CycleException.class)
                    .isThrownBy(() -> plain("parted").move(t.dsl(), 1L, 2L))
                    .withMessageEndingWith("1 <- 2 <- 1");
        });
    }

    @Test
    void anAliasIsNotEnough() {
        Tree<Long, ?> alias = TREE.from(DSL.table(DSL.name("node")).as("n"));
        assertThatThrownBy(() -> tx.run(t -> alias.move(t.dsl(), 4L, 3L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".from(the table itself)");
    }

    @Test
    void loopsThatAreThereDoNotHoldItUp() {
        dsl.execute("INSERT INTO node (id, parent_id) VALUES (21, null), (22, 21), (23, 22)");
        dsl.execute("UPDATE node SET parent_id = 23 WHERE id = 21");
        tx.run(t -> {
            assertThat(TREE.move(t.dsl(), 4L, 22L)).isTrue();
            assertThat(TREE.move(t.dsl(), 21L, null)).isTrue();
        });
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void aMissingTableIsSaidByTheServer() {
        assertThatThrownBy(() -> tx.run(t -> plain("nowhere").move(t.dsl(), 1L, 2L)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("relation \"nowhere\" does not exist");
    }

    @Test
    void aMoveThatIsRolledBackToASavepointIsGoneWithItsLock() throws Exception {
        JooqSession one = session().begin("read committed");
        one.dsl().execute("savepoint s");
        TREE.move(one.dsl(), 2L, 3L);
        one.dsl().execute("rollback to savepoint s");
        // Does not wait, and finds no loop.
        tx.run(t -> TREE.move(t.dsl(), 3L, 2L));
        assertThatExceptionOfType(CycleException.class).isThrownBy(() -> TREE.move(one.dsl(), 2L, 3L));
        one.commit();
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void longLoopsAreSaidInShort() {
        dsl.execute("INSERT INTO node (id, parent_id) SELECT i, CASE WHEN i > 101 THEN i - 1 END"
                + " FROM generate_series(101, 1100) i");
        tx.run(t -> assertThatExceptionOfType(CycleException.class)
                .isThrownBy(() -> TREE.move(t.dsl(), 101L, 1100L))
                .withMessageContaining("101 <- 102 <- 103 <- 104 <- 105 <- 106 <- (988 more) <- 1095 <- ")
                .satisfies(e -> assertThat(e.cycle()).hasSize(1000)));
    }

    static void assertRefused(Reason reason, ThrowingCallable change) {
        assertThatExceptionOfType(TreeChangeException.class)
                .isThrownBy(change)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .withMessageContaining("was refused: ");
    }

    static Tree<Long, ?> plain(String table) {
        Field<Long> id = DSL.field(DSL.name(table, "id"), SQLDataType.BIGINT);
        return Tree.of(id, DSL.field(DSL.name(table, "parent_id"), SQLDataType.BIGINT));
    }
}

package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** One goes under the other while the other goes under the one: first in ways that do make the loop, so that the test can, then in ours. */
class MoveRacesIT extends NodeTable {
    private static final String LOCK = "select pg_advisory_xact_lock(1)";

    /** Checks and updates in one statement, as a careful programmer might. */
    private static String checked(long node, long parent) {
        return checked(node, parent, "");
    }

    private static String checked(long node, long parent, String and) {
        return "with recursive up as (select id, parent_id from node where id = " + parent
                + " union select n.id, n.parent_id from up join node n on n.id = up.parent_id)"
                + " update node set parent_id = " + parent + " where id = " + node
                + " and not exists (select 1 from up where id = " + node + ")" + and;
    }

    @Test
    void aCheckWithoutALockMakesTheLoop() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        one.dsl().execute(checked(2, 3));
        other.dsl().execute(checked(3, 2));
        one.commit();
        other.commit();
        assertThat(onCycles()).contains(2L, 3L);
    }

    @Test
    void aLockInTheCheckingStatementMakesTheLoop() throws Exception {
        String lock = " and (select pg_advisory_xact_lock(1)::text is not null)";
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        one.dsl().execute(checked(2, 3, lock));
        Future<?> blocked = other.start(checked(3, 2, lock));
        other.awaitBlocked();
        one.commit();
        blocked.get();
        other.commit();
        assertThat(onCycles()).contains(2L, 3L);
    }

    @Test
    void aSnapshotOlderThanTheLockMakesTheLoop() throws Exception {
        JooqSession other = session().begin("repeatable read");
        other.dsl().fetch("select count(*) from node");
        JooqSession one = session().begin("read committed");
        one.dsl().fetch(LOCK);
        one.dsl().execute(checked(2, 3));
        one.commit();
        other.dsl().fetch(LOCK);
        other.dsl().execute(checked(3, 2));
        other.commit();
        assertThat(onCycles()).contains(2L, 3L);
    }

    @Test
    void serializableBesideReadCommittedMakesTheLoop() throws Exception {
        JooqSession other = session().begin("serializable");
        other.dsl().fetch("select count(*) from node");
        JooqSession one = session().begin("read committed");
        one.dsl().fetch(LOCK);
        one.dsl().execute(checked(2, 3));
        one.commit();
        other.dsl().fetch(LOCK);
        other.dsl().execute(checked(3, 2));
        other.commit();
        assertThat(onCycles()).contains(2L, 3L);
    }

    @Test
    void moveWaitsForTheOtherAndRefuses() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        TREE.move(one.dsl(), 2L, 3L);
        Future<Boolean> blocked = other.start(() -> TREE.move(other.dsl(), 3L, 2L));
        other.awaitBlocked();
        one.commit();
        assertThatThrownBy(blocked::get)
                .cause()
                .isInstanceOf(CycleException.class)
                .hasMessageEndingWith("3 <- 2 <- 3");
        other.commit();
        assertThat(onCycles()).isEmpty();
        assertThat(parent(2)).isEqualTo(3);
    }

    @Test
    void moveRefusesAnOldSnapshot() throws Exception {
        JooqSession other = session().begin("repeatable read");
        other.dsl().fetch("select count(*) from node");
        MoveIT.assertRefused(Reason.ISOLATION, () -> TREE.move(other.dsl(), 3L, 2L));
    }

    @Test
    void twoSerializableMovesDoNotBothCommit() throws Exception {
        JooqSession one = session().begin("serializable");
        JooqSession other = session().begin("serializable");
        other.dsl().fetch("select count(*) from node");
        TREE.move(one.dsl(), 2L, 3L);
        Future<Boolean> blocked = other.start(() -> TREE.move(other.dsl(), 3L, 2L));
        other.awaitBlocked();
        one.commit();
        assertThatThrownBy(blocked::get).cause().satisfies(e -> assertSqlState(e, "40001"));
        other.dsl().execute("rollback");
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void aSerializableMoveFindsWhatAReadCommittedOneDid() throws Exception {
        JooqSession other = session().begin("serializable");
        other.dsl().fetch("select count(*) from node");
        tx.run(t -> TREE.move(t.dsl(), 2L, 3L));
        assertThatThrownBy(() -> TREE.move(other.dsl(), 3L, 2L)).satisfies(e -> assertSqlState(e, "40001"));
        other.dsl().execute("rollback");
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void lockTimeoutBoundsTheWait() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        TREE.move(one.dsl(), 2L, 3L);
        other.dsl().execute("set local lock_timeout = 1");
        assertThatThrownBy(() -> TREE.move(other.dsl(), 5L, 3L)).satisfies(e -> assertSqlState(e, "55P03"));
    }

    @Test
    void aNodeThatIsDeletedMeanwhileIsUnknown() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        one.dsl().execute("delete from node where id = 5");
        Future<Boolean> blocked = other.start(() -> TREE.move(other.dsl(), 5L, 3L));
        other.awaitBlocked();
        one.commit();
        assertThatThrownBy(blocked::get)
                .cause()
                .isInstanceOfSatisfying(
                        TreeChangeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_NODE));
    }

    @Test
    void aThousandMovesByEightLeaveATree() throws Exception {
        dsl.execute(
                "INSERT INTO node (id, parent_id) SELECT i, CASE WHEN i > 19 THEN i / 2 ELSE 1 END FROM generate_series(10, 40) i");
        List<Future<int[]>> movers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JooqSession session = session();
            SplittableRandom random = new SplittableRandom(i);
            movers.add(session.start(() -> moves(session, random, 125)));
        }
        int done = 0;
        int refused = 0;
        for (Future<int[]> mover : movers) {
            done += mover.get()[0];
            refused += mover.get()[1];
        }
        assertThat(done + refused).isEqualTo(1_000);
        assertThat(done).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
        assertThat(onCycles()).isEmpty();
    }

    /** How many were done, and how many refused. */
    private static int[] moves(JooqSession session, SplittableRandom random, int count) {
        int[] outcomes = new int[2];
        for (int i = 0; i < count; i++) {
            session.begin("read committed");
            try {
                TREE.move(session.dsl(), random.nextLong(10, 41), random.nextLong(10, 41));
                outcomes[0]++;
            } catch (CycleException e) {
                outcomes[1]++;
            }
            session.commit();
        }
        return outcomes;
    }

    static void assertSqlState(Throwable e, String sqlState) {
        assertThat(e).isInstanceOf(DataAccessException.class);
        assertThat(((DataAccessException) e).sqlState()).isEqualTo(sqlState);
    }
}

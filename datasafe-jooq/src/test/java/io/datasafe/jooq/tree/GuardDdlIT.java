package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** That with the trigger nobody makes a loop. */
class GuardDdlIT extends NodeTable {
    @BeforeEach
    void install() {
        dsl.batch(TREE.guardDdl()).execute();
    }

    private void assertCycle(String sql, String cycle) {
        assertThatThrownBy(() -> dsl.execute(sql))
                .hasMessageContaining("ERROR: cycle: " + cycle)
                .satisfies(e -> MoveRacesIT.assertSqlState(e, "23514"))
                .cause()
                .isInstanceOfSatisfying(PSQLException.class, e -> {
                    assertThat(e.getServerErrorMessage().getConstraint()).isEqualTo("node_parent_id_guard");
                    assertThat(e.getServerErrorMessage().getTable()).isEqualTo("node");
                });
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void canBeInstalledAgain() {
        dsl.batch(TREE.guardDdl()).execute();
        assertThat(dsl.fetchValue("select count(*) from pg_trigger where tgname = 'node_parent_id_guard'"))
                .isEqualTo(1L);
    }

    @Test
    void refusesAnUpdateThatMakesALoop() {
        assertCycle("update node set parent_id = 5 where id = 2", "2 <- 4 <- 5 <- 2");
        assertCycle("update node set parent_id = 2 where id = 2", "2 <- 2");
        assertCycle("update node set id = 10, parent_id = 10 where id = 5", "10 <- 10");
    }

    @Test
    void refusesALoopThatRowsOfOneStatementMakeTogether() {
        assertCycle("update node set parent_id = 5 - id where id in (2, 3)", "3 <- 2 <- 3");
        assertCycle("insert into node (id, parent_id) values (31, 32), (32, 31)", "32 <- 31 <- 32");
        assertCycle("insert into node (id, parent_id) values (33, 33)", "33 <- 33");
        assertCycle(
                "insert into node (id, parent_id) values (2, 5) on conflict (id) do update set parent_id = 5",
                "2 <- 4 <- 5 <- 2");
    }

    @Test
    void refusesALoopThatCopyMakes() {
        dsl.connection(connection -> assertThatThrownBy(() -> connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy node (id, parent_id) from stdin", new StringReader("31\t33\n32\t31\n33\t32\n")))
                .hasMessageContaining("cycle: 33 <- 31 <- 32 <- 33"));
    }

    @Test
    void longLoopsAreSaidInShort() {
        dsl.execute("insert into node (id, parent_id) select i, case when i > 101 then i - 1 end"
                + " from generate_series(101, 1100) i");
        assertCycle(
                "update node set parent_id = 1100 where id = 101",
                "101 <- 102 <- 103 <- 104 <- 105 <- 106 <- (988 more) <- 1095 <- 1096 <- 1097 <- 1098 <- 1099 <- 1100 <- 101");
    }

    @Test
    void letsWhatMakesNoLoopPass() {
        assertThat(dsl.execute("update node set parent_id = 3 where id = 4")).isEqualTo(1);
        assertThat(dsl.execute("update node set title = 'x', parent_id = parent_id"))
                .isEqualTo(6);
        assertThat(dsl.execute("update node set parent_id = null where id = 4")).isEqualTo(1);
        assertThat(dsl.execute("insert into node (id, parent_id) values (40, 41), (41, 5)"))
                .isEqualTo(2);
    }

    @Test
    void endsOnLoopsThatWereThereBefore() {
        dsl.execute("alter table node disable trigger node_parent_id_guard");
        dsl.execute("update node set parent_id = 5 where id = 2");
        dsl.execute("alter table node enable trigger node_parent_id_guard");
        assertThat(dsl.execute("update node set parent_id = 5 where id = 3")).isEqualTo(1);
        assertThat(dsl.execute("update node set parent_id = 1 where id = 2")).isEqualTo(1);
        assertThat(onCycles()).isEmpty();
    }

    @Test
    void twoWritersWaitForEachOther() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        one.dsl().execute("update node set parent_id = 3 where id = 2");
        Future<?> blocked = other.start("update node set parent_id = 2 where id = 3");
        other.awaitBlocked();
        one.commit();
        assertThatThrownBy(blocked::get).hasMessageContaining("cycle: 3 <- 2 <- 3");
    }

    @Test
    void refusesASnapshotThatMayBeOld() throws Exception {
        JooqSession repeatable = session().begin("repeatable read");
        assertThatThrownBy(() -> repeatable.dsl().execute("update node set parent_id = 3 where id = 2"))
                .satisfies(e -> MoveRacesIT.assertSqlState(e, "25000"));
        JooqSession serializable = session().begin("serializable");
        serializable.dsl().fetch("select count(*) from node");
        dsl.execute("update node set parent_id = 3 where id = 2");
        assertThatThrownBy(() -> serializable.dsl().execute("update node set parent_id = 2 where id = 3"))
                .satisfies(e -> MoveRacesIT.assertSqlState(e, "40001"));
    }

    @Test
    void moveAndTheTriggerHaveOneLock() throws Exception {
        JooqSession one = session().begin("read committed");
        JooqSession other = session().begin("read committed");
        assertThat(TREE.move(one.dsl(), 2L, 3L)).isTrue();
        Future<?> blocked = other.start("update node set parent_id = 2 where id = 3");
        other.awaitBlocked();
        one.commit();
        assertThatThrownBy(blocked::get).hasMessageContaining("cycle: 3 <- 2 <- 3");
    }

    @Test
    void aMixOfMovesAndUpdatesLeavesATree() throws Exception {
        dsl.execute("INSERT INTO node (id, parent_id) SELECT i, CASE WHEN i > 19 THEN i / 2 ELSE 1 END"
                + " FROM generate_series(10, 40) i");
        List<Future<int[]>> movers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JooqSession session = session();
            SplittableRandom random = new SplittableRandom(i);
            boolean raw = i % 2 == 0;
            movers.add(session.start(() -> changes(session, random, raw)));
        }
        int[] sums = new int[3];
        for (Future<int[]> mover : movers) {
            int[] outcomes = mover.get();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += outcomes[i];
            }
        }
        assertThat(sums[0] + sums[1] + sums[2]).isEqualTo(400);
        assertThat(sums[0]).isGreaterThan(50);
        assertThat(sums[1]).isGreaterThan(50);
        assertThat(onCycles()).isEmpty();
    }

    /** How many were done, refused, and ended as deadlocks. */
    private static int[] changes(JooqSession session, SplittableRandom random, boolean raw) {
        session.dsl().execute("set deadlock_timeout = '10ms'");
        int[] outcomes = new int[3];
        for (int i = 0; i < 50; i++) {
            long node = random.nextLong(10, 41);
            long parent = random.nextLong(10, 41);
            session.begin("read committed");
            try {
                if (raw) {
                    session.dsl().execute("update node set parent_id = " + parent + " where id = " + node);
                } else {
                    TREE.move(session.dsl(), node, parent);
                }
                outcomes[0]++;
            } catch (CycleException e) {
                outcomes[1]++;
            } catch (DataAccessException e) {
                assertThat(e.sqlState()).isIn("23514", "40P01");
                outcomes[e.sqlState().equals("23514") ? 1 : 2]++;
            }
            session.commit();
        }
        return outcomes;
    }

    @Test
    void aRenamedTableSaysThatItNeedsItAgain() {
        dsl.execute("alter table node rename to knot");
        dsl.execute("create table node (id bigint primary key, parent_id bigint)");
        assertThatThrownBy(() -> dsl.execute("update knot set parent_id = 3 where id = 4"))
                .satisfies(e -> MoveRacesIT.assertSqlState(e, "55000"))
                .hasMessageContaining("was made for another table than knot: install it again");
    }

    @Test
    void guardsAPartitionedTableUnderOneLock() throws Exception {
        dsl.execute("CREATE TABLE parted (id bigint PRIMARY KEY, parent_id bigint) PARTITION BY HASH (id)");
        dsl.execute("CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
        dsl.execute("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
        dsl.batch(MoveIT.plain("parted").guardDdl()).execute();
        dsl.execute("INSERT INTO parted SELECT i, nullif(i - 1, 0) FROM generate_series(1, 8) i");
        assertThatThrownBy(() -> dsl.execute("update parted set parent_id = 3 where id = 1"))
                .hasMessageContaining("cycle: 1 <- 2 <- 3 <- 1");
        JooqSession one = session().begin("read committed");
        MoveIT.plain("parted").move(one.dsl(), 8L, 1L);
        JooqSession other = session();
        Future<?> blocked = other.start("update parted_1 set parent_id = 8 where id = 7");
        other.awaitBlocked();
        one.commit();
        blocked.get();
    }

    @Test
    void namesAreQuotedAndCut() {
        String schema = "My \"schema\"";
        String table = "Table with a very long name, {id} and 'quotes' \u00e4\u00f6\u00fc\u00e4\u00f6\u00fc";
        Tree<Integer, ?> tree = Tree.of(
                DSL.field(DSL.name(schema, table, "Id"), SQLDataType.INTEGER),
                DSL.field(DSL.name(schema, table, "my parent"), SQLDataType.INTEGER));
        dsl.execute(DSL.sql("create schema {0}", DSL.name(schema)));
        dsl.execute(DSL.sql("create table {0} (\"Id\" int primary key, \"my parent\" int)", DSL.name(schema, table)));
        dsl.batch(tree.guardDdl()).execute();
        dsl.batch(tree.guardDdl()).execute();
        dsl.execute(DSL.sql("insert into {0} values (1, null), (2, 1)", DSL.name(schema, table)));
        assertThatThrownBy(() -> dsl.execute(
                        DSL.sql("update {0} set \"my parent\" = 2 where \"Id\" = 1", DSL.name(schema, table))))
                .hasMessageContaining("cycle: 1 <- 2 <- 1");
        tx.run(t -> assertThatExceptionOfType(CycleException.class).isThrownBy(() -> tree.move(t.dsl(), 1, 2)));
    }

    @Test
    void aNameThatEndsTheBodyIsRefused() {
        Tree<Long, ?> tree = MoveIT.plain("a$datasafe$b");
        assertThatIllegalArgumentException().isThrownBy(() -> dsl.render(tree.guardDdl()));
    }
}

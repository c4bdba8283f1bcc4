package io.datasafe.jooq.tree;

import static io.datasafe.jooq.tree.MoveIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.jooq.load.Key2;
import io.datasafe.jooq.tree.TreeChangeException.Reason;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trees of tenants in one table, in which the same ids occur. */
class TenantTreeIT extends NodeTable {
    private static final Field<String> TENANT = DSL.field(DSL.name("unit", "tenant"), SQLDataType.VARCHAR);
    private static final Field<Integer> UNIT = DSL.field(DSL.name("unit", "id"), SQLDataType.INTEGER);
    private static final Field<Integer> ABOVE = DSL.field(DSL.name("unit", "above"), SQLDataType.INTEGER);
    private static final Tree<Key2<String, Integer>, Record> UNITS = Tree.of(TENANT, UNIT, ABOVE);

    @BeforeEach
    void create() {
        dsl.execute("create table unit (tenant text, id int, above int, primary key (tenant, id),"
                + " foreign key (tenant, above) references unit)");
        dsl.execute(
                "insert into unit select t, i, nullif(i - 1, 0) from unnest('{a,b}'::text[]) t, generate_series(1, 4) i");
    }

    private static Key2<String, Integer> key(String tenant, int id) {
        return Key2.of(tenant, id);
    }

    @Test
    void movesWithinATenant() {
        tx.run(t -> {
            assertThat(UNITS.move(t.dsl(), key("a", 4), key("a", 1))).isTrue();
            assertThat(UNITS.move(t.dsl(), key("a", 4), key("a", 1))).isFalse();
            assertThat(UNITS.move(t.dsl(), key("b", 3), null)).isTrue();
            assertThatExceptionOfType(CycleException.class)
                    .isThrownBy(() -> UNITS.move(t.dsl(), key("a", 1), key("a", 3)))
                    .satisfies(e ->
                            assertThat(e.cycle()).isEqualTo(java.util.List.of(key("a", 1), key("a", 2), key("a", 3))));
            assertRefused(Reason.UNKNOWN_PARENT, () -> UNITS.move(t.dsl(), key("a", 4), key("b", 1)));
            assertRefused(Reason.UNKNOWN_PARENT, () -> UNITS.move(t.dsl(), key("a", 4), key("a", 9)));
            assertRefused(Reason.UNKNOWN_NODE, () -> UNITS.move(t.dsl(), key("c", 4), key("c", 1)));
        });
        assertThat(dsl.fetchValue("select above from unit where tenant = 'b' and id = 4"))
                .isEqualTo(3);
    }

    @Test
    void deletesWithinATenant() {
        int deleted = tx.<Integer, RuntimeException>call(t -> UNITS.deleteSubtree(t.dsl(), key("a", 2), 10));
        assertThat(deleted).isEqualTo(3);
        assertThat(dsl.fetchCount(UNITS.hierarchy().table())).isEqualTo(5);
    }

    @Test
    void aTenantWaitsForItselfOnly() throws Exception {
        dsl.batch(UNITS.guardDdl()).execute();
        JooqSession one = session().begin("read committed");
        UNITS.move(one.dsl(), key("a", 4), key("a", 1));
        tx.run(t -> UNITS.move(t.dsl(), key("b", 4), key("b", 1)));
        dsl.execute("update unit set above = 1 where tenant = 'b' and id = 3");
        JooqSession other = session();
        Future<?> blocked = other.start("update unit set above = 4 where tenant = 'a' and id = 3");
        other.awaitBlocked();
        one.commit();
        blocked.get();
    }

    @Test
    void whoKnowsOfNoTenantsWaitsForAllOfThem() throws Exception {
        JooqSession one = session().begin("read committed");
        UNITS.move(one.dsl(), key("a", 4), key("a", 1));
        JooqSession other = session().begin("read committed");
        Tree<Integer, Record> plain = Tree.of(UNIT, ABOVE).scope(TENANT.eq("b"));
        Future<Boolean> blocked = other.start(() -> plain.move(other.dsl(), 4, 1));
        other.awaitBlocked();
        one.commit();
        assertThat(blocked.get()).isTrue();
    }

    @Test
    void theTriggerKnowsTenants() {
        dsl.batch(UNITS.guardDdl()).execute();
        assertCycle("update unit set above = 3 where tenant = 'a' and id = 1", "1 <- 2 <- 3 <- 1");
        assertCycle("insert into unit values ('c', 1, 2), ('c', 2, 1)", "2 <- 1 <- 2");
        assertThat(dsl.execute("insert into unit values ('c', 1, null), ('c', 2, 1)"))
                .isEqualTo(2);
    }

    private void assertCycle(String sql, String cycle) {
        DSLContext outside = dsl;
        assertThatThrownBy(() -> outside.execute(sql)).hasMessageContaining("cycle: " + cycle);
    }
}

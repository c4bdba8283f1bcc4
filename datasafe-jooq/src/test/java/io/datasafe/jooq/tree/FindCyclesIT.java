package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.load.Key2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each loop once, and nothing else. */
class FindCyclesIT extends Categories {
    @Test
    void anEmptyTableHasNone() {
        assertThat(CATEGORIES.findCycles(dsl)).isEmpty();
    }

    @Test
    void rootsAndOrphansAreNoLoops() {
        category(1, null);
        category(2, 1L);
        category(3, 2L);
        category(4, 99L);
        category(5, 4L);
        category(6, 5L);
        assertThat(CATEGORIES.findCycles(dsl)).isEmpty();
    }

    @Test
    void whatHangsBelowALoopIsNotOnIt() {
        category(30, 10L);
        category(20, 30L);
        category(10, 20L);
        category(5, 10L);
        category(4, 5L);
        category(3, 4L);
        category(1, null);
        category(2, 1L);
        assertThat(CATEGORIES.findCycles(dsl)).containsExactly(List.of(10L, 30L, 20L));
    }

    @Test
    void aNodeMayBeItsOwnParent() {
        category(7, 7L);
        category(8, 7L);
        assertThat(CATEGORIES.findCycles(dsl)).containsExactly(List.of(7L));
    }

    @Test
    void findsAllOfThemByOneStatementInTheOrderOfTheDatabase() {
        category(9, 2L);
        category(2, 9L);
        category(4, 3L);
        category(3, 4L);
        category(1, 1L);
        roundTrips(
                1,
                () -> assertThat(CATEGORIES.findCycles(dsl))
                        .containsExactly(List.of(1L), List.of(2L, 9L), List.of(3L, 4L)));
    }

    @Test
    void asksOnlyForRowsThatHaveBothParentAndChild() {
        List<String> sent = new ArrayList<>();
        dsl.configuration()
                .set(new DefaultExecuteListenerProvider(ExecuteListener.onExecuteStart(ctx -> sent.add(ctx.sql()))));
        CATEGORIES.findCycles(dsl);
        Tree.of(TENANT, UNIT, UNIT_PARENT).scope(TENANT.gt(0)).findCycles(dsl);
        assertThat(sent)
                .containsExactly(
                        "select \"category\".\"id\", \"category\".\"parent_id\" from \"category\""
                                + " where (\"category\".\"parent_id\" is not null"
                                + " and (\"category\".\"id\" in (select \"category\".\"parent_id\" from \"category\")))"
                                + " order by \"category\".\"id\"",
                        "select \"unit\".\"tenant\", \"unit\".\"id\", \"unit\".\"parent\" from \"unit\""
                                + " where (\"unit\".\"tenant\" > ? and \"unit\".\"parent\" is not null"
                                + " and ((\"unit\".\"tenant\", \"unit\".\"id\") in"
                                + " (select \"unit\".\"tenant\", \"unit\".\"parent\" from \"unit\" where \"unit\".\"tenant\" > ?)))"
                                + " order by \"unit\".\"tenant\", \"unit\".\"id\"");
    }

    @Test
    void aLongLoopIsFoundWhole() {
        Map<Long, @Nullable Long> parents = new LinkedHashMap<>();
        LongStream.range(0, 1000).forEach(i -> parents.put(i, (i + 999) % 1000));
        categories(parents);
        List<List<Long>> cycles = CATEGORIES.findCycles(dsl);
        assertThat(cycles).hasSize(1);
        assertThat(cycles.get(0)).hasSize(1000).startsWith(0L, 1L, 2L).endsWith(999L);
    }

    @Test
    void whatIsOutOfScopeBreaksALoop() {
        category(1, 3L);
        category(2, 1L);
        category(3, 2L);
        category(4, 4L);
        db.outside().execute("UPDATE category SET deleted = true WHERE id IN (2, 4)");
        assertThat(CATEGORIES.findCycles(dsl)).hasSize(2);
        assertThat(CATEGORIES.scope(DELETED.isFalse()).findCycles(dsl)).isEmpty();
    }

    @Test
    void aLoopOfOneTenantIsNoneOfAnother() {
        Tree<Key2<Integer, String>, ?> units = Tree.of(TENANT, UNIT, UNIT_PARENT);
        unit(1, "a", "b");
        unit(1, "b", "a");
        unit(2, "a", "b");
        unit(2, "b", null);
        assertThat(units.findCycles(dsl)).containsExactly(List.of(Key2.of(1, "a"), Key2.of(1, "b")));
        assertThat(units.scope(TENANT.eq(2)).findCycles(dsl)).isEmpty();
    }

    @Test
    void namesThatLookLikeALoopAcrossTenantsAreNone() {
        unit(1, "a", "b");
        unit(2, "b", "a");
        assertThat(Tree.of(TENANT, UNIT, UNIT_PARENT).findCycles(dsl)).isEmpty();
    }

    @Test
    void idsMayBeUuids() {
        Field<UUID> id = field(name("thing", "id"), SQLDataType.UUID);
        Field<@Nullable UUID> parent = field(name("thing", "parent"), SQLDataType.UUID);
        db.outside().execute("CREATE TABLE thing (id uuid PRIMARY KEY, parent uuid)");
        UUID first = UUID.fromString("10000000-0000-0000-0000-000000000000");
        UUID second = UUID.fromString("f0000000-0000-0000-0000-000000000000"); // Which Java orders first.
        db.outside().execute("INSERT INTO thing VALUES (?, ?), (?, ?)", second, first, first, second);
        assertThat(Tree.of(id, parent).findCycles(dsl)).containsExactly(List.of(first, second));
    }

    @Test
    void readsByACursorInATransaction() {
        db.outside().execute("INSERT INTO category SELECT i, i + 1, '' FROM generate_series(1, 12000) i");
        category(12_001, 1L);
        dsl.transaction(t -> assertThat(CATEGORIES.findCycles(t.dsl()))
                .singleElement()
                .satisfies(loop -> assertThat(loop).hasSize(12_001)));
    }

    @Test
    void anIdThatIsNotUniqueIsRefused() {
        db.outside().execute("CREATE VIEW doubled AS SELECT * FROM category, generate_series(1, 2)");
        category(1, 1L);
        Field<Long> id = field(name("doubled", "id"), SQLDataType.BIGINT);
        Field<@Nullable Long> parent = field(name("doubled", "parent_id"), SQLDataType.BIGINT);
        assertThatThrownBy(() -> Tree.of(id, parent).findCycles(dsl))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tree 'doubled' has two rows with id 1: an id must be unique in the tree's scope");
    }

    @Test
    void agreesWithJavaOnRandomTables() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            Map<Long, @Nullable Long> parents = randomForest(random, 1 + random.nextInt(60), true);
            db.outside().execute("TRUNCATE category");
            categories(parents);
            assertThat(CATEGORIES.findCycles(dsl))
                    .as("round %d: %s", round, parents)
                    .isEqualTo(loops(parents));
        }
    }

    /** By walking up from each. */
    private static List<List<Long>> loops(Map<Long, @Nullable Long> parents) {
        List<List<Long>> loops = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        for (Long start : new TreeSet<>(parents.keySet())) {
            List<Long> way = new ArrayList<>();
            Long at = start;
            while (at != null && !way.contains(at)) {
                way.add(at);
                at = parents.get(at);
            }
            if (start.equals(at) && known.addAll(way)) {
                Collections.reverse(way.subList(1, way.size()));
                loops.add(way);
            }
        }
        return loops;
    }
}

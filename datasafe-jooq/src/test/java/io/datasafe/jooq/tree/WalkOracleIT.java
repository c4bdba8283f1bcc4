package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random forests with loops, orphans and overlapping roots: walked in Java too. */
class WalkOracleIT {
    private static final int FORESTS = 200;
    private static final Field<Integer> ID = field(name("n", "id"), SQLDataType.INTEGER);
    private static final Field<@Nullable Integer> UP = field(name("n", "up"), SQLDataType.INTEGER);
    private static final Tree<Integer, Integer> TREE =
            Tree.of(ID, UP).select(ID).map(row -> row.get(ID));

    private final Map<Integer, @Nullable Integer> parents = new TreeMap<>();

    /** One walk, in both worlds. 0 for a modulus is no condition. */
    private record Case(
            boolean up, int maxDepth, int stopAt, int leaveOut, boolean excludeStart, boolean sorted, boolean whole) {
        static Case of(Random random) {
            boolean up = random.nextBoolean();
            return new Case(
                    up,
                    random.nextInt(3) > 0 ? -1 : random.nextInt(5),
                    random.nextInt(3) > 0 ? 0 : 2 + random.nextInt(8),
                    random.nextInt(3) > 0 ? 0 : 2 + random.nextInt(3),
                    random.nextInt(4) == 0,
                    !up && random.nextBoolean(),
                    random.nextInt(4) == 0);
        }

        boolean goesOnAt(int id) {
            return stopAt == 0 || id % stopAt != 0;
        }

        boolean keeps(int id) {
            return leaveOut == 0 || id % leaveOut != 0;
        }

        Walk<Integer, Integer> walk() {
            Walk<Integer, Integer> walk =
                    up ? TREE.ancestors() : TREE.descendants().withLeaf();
            walk = walk.withPath();
            walk = maxDepth < 0 ? walk : walk.maxDepth(maxDepth);
            walk = stopAt == 0 ? walk : walk.descendWhile(not(stopAt));
            walk = leaveOut == 0 ? walk : walk.where(not(leaveOut));
            walk = excludeStart ? walk.excludeStart() : walk;
            walk = whole ? walk.wholeTable() : walk;
            return sorted ? walk.orderSiblings(Comparator.reverseOrder()) : walk;
        }

        private static Condition not(int modulus) {
            return ID.mod(modulus).ne(0);
        }
    }

    @Test
    void walksAsJavaDoes() {
        long seed = Long.getLong("datasafe.seed", System.nanoTime());
        Random random = new Random(seed);
        try (JooqDatabase db = new JooqDatabase()) {
            DSLContext dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
            dsl.execute("CREATE TABLE n (id int PRIMARY KEY, up int)");
            dsl.execute("CREATE INDEX ON n (up)");
            for (int i = 0; i < FORESTS; i++) {
                plant(dsl, random);
                for (int j = 0; j < 4; j++) {
                    Case one = Case.of(random);
                    List<Integer> roots =
                            random.ints(random.nextInt(6), 1, 45).boxed().toList();
                    String what = "seed " + seed + ", forest " + i + ": " + one + " of " + roots + " in " + parents;
                    check(dsl, one, roots, what);
                }
            }
        }
    }

    /** Each node's parent is any other, mostly an earlier one: so there are loops; and some that are not there. */
    private void plant(DSLContext dsl, Random random) {
        parents.clear();
        int size = 1 + random.nextInt(40);
        int loops = random.nextInt(3) == 0 ? 0 : random.nextInt(20);
        for (int id = 1; id <= size; id++) {
            int kind = random.nextInt(100);
            boolean isRoot = id == 1 || kind < 10;
            parents.put(
                    id,
                    isRoot && kind >= loops / 2
                            ? null
                            : kind < 15
                                    ? (Integer) 99
                                    : kind < 15 + loops
                                            ? 1 + random.nextInt(size)
                                            : 1 + random.nextInt(Math.max(1, id - 1)));
        }
        dsl.execute("TRUNCATE n");
        dsl.batch(parents.entrySet().stream()
                        .map(e -> dsl.insertInto(DSL.table(name("n")), field(name("id")), field(name("up")))
                                .values(e.getKey(), e.getValue()))
                        .toList())
                .execute();
    }

    private void check(DSLContext dsl, Case one, List<Integer> roots, String what) {
        Walk<Integer, Integer> walk = one.walk();
        Map<Integer, Nodes<Integer, Integer>> groups = walk.fetchGroups(dsl, roots);
        List<String> all = new ArrayList<>();
        boolean truncated = false;
        for (int root : new LinkedHashSet<>(roots)) {
            List<String> expected = new ArrayList<>();
            boolean cut = walk(one, root, expected);
            truncated |= cut;
            Nodes<Integer, Integer> nodes = groups.get(root);
            assertThat(nodes).describedAs(what).isNotNull();
            List<String> told = nodes.stream().map(node -> tell(one, node)).toList();
            if (one.sorted) {
                assertThat(told).describedAs(what).isEqualTo(expected);
            } else {
                assertThat(told).describedAs(what).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(nodes).describedAs(what).extracting(Node::depth).isSorted();
            }
            assertThat(nodes.truncated()).describedAs(what).isEqualTo(cut);
            all.addAll(expected);
        }
        Nodes<Integer, Integer> nodes = walk.fetch(dsl, roots);
        assertThat(nodes.stream().map(node -> tell(one, node)))
                .describedAs(what)
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(nodes.truncated()).describedAs(what).isEqualTo(truncated);
        WalkTable<Integer> sub = walk.as("sub", roots);
        assertThat(dsl.with(sub.cte())
                        .select(sub.id(), sub.root(), sub.depth(), sub.path())
                        .from(sub.cte())
                        .fetch(row -> row.value1() + " of " + row.value2() + " at " + row.value3() + " by "
                                + List.of(row.value4())))
                .describedAs(what)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .map(text -> text.substring(0, text.indexOf(';')))
                        .toList());
    }

    private static String tell(Case one, Node<Integer, Integer> node) {
        return tell(one, node.id(), node.root(), node.depth(), node.path(), node.cut(), !one.up && node.leaf());
    }

    private static String tell(Case one, int id, int root, int depth, List<Integer> path, boolean cut, boolean leaf) {
        return id + " of " + root + " at " + depth + " by " + path + "; cut " + cut + ", leaf " + (!one.up && leaf);
    }

    /** Depth first, greater siblings first. */
    private boolean walk(Case one, int root, List<String> told) {
        if (!parents.containsKey(root) || !one.goesOnAt(root)) {
            return false;
        }
        return walk(one, root, root, List.of(), new HashSet<>(), told);
    }

    private boolean walk(Case one, int id, int root, List<Integer> before, Set<Integer> seen, List<String> told) {
        seen.add(id);
        List<Integer> path = new ArrayList<>(before);
        path.add(id);
        List<Integer> next = next(one, id).stream()
                .filter(to -> !seen.contains(to) && one.goesOnAt(to))
                .sorted(Comparator.reverseOrder())
                .toList();
        boolean cut = before.size() == one.maxDepth && !next.isEmpty();
        if (one.keeps(id) && !(one.excludeStart && before.isEmpty())) {
            told.add(tell(one, id, root, before.size(), path, cut, next.isEmpty()));
        }
        boolean any = cut;
        if (!cut) {
            for (int to : next) {
                any |= walk(one, to, root, path, seen, told);
            }
        }
        return any;
    }

    private List<Integer> next(Case one, int id) {
        if (one.up) {
            Integer parent = parents.get(id);
            return parent == null || !parents.containsKey(parent) ? List.of() : List.of(parent);
        }
        return parents.keySet().stream()
                .filter(child -> Integer.valueOf(id).equals(parents.get(child)))
                .toList();
    }
}

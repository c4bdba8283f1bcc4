package io.datasafe.benchmarks.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.benchmarks.server.Server;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;

/** All that are compared read the same: each gives the same sum over what it has found. */
class TreePeersIT {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = EmbeddedCluster.start();
        Path file = directory.resolve("server.properties");
        Server.of(cluster).write(file);
        System.setProperty(Server.PROPERTY, file.toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty(Server.PROPERTY);
        cluster.close();
    }

    @Test
    void allFindTheSubtree() throws Exception {
        Subtree subtree = new Subtree();
        subtree.delay = "0";
        subtree.nodes = 111;
        subtree.depth = 4;

        long sum = agreed(subtree, SubtreeBenchmark.class);
        assertThat(sum).isEqualTo(agreed(subtree, LargeSubtreeBenchmark.class)).isEqualTo(expected(subtree));
    }

    /** The subtree by arithmetic: its root is the middle one of a level. */
    private static long expected(Subtree subtree) {
        long sum = 0;
        for (long first = subtree.root(), size = 1, depth = 0; depth < 3; depth++, first = 10 * first + 1, size *= 10) {
            for (long id = first; id < first + size; id++) {
                sum += Found.sum(id, "node " + id, (int) depth);
            }
        }
        return sum;
    }

    @Test
    void allFindTheAncestors() throws Exception {
        Leaves leaves = new Leaves();
        leaves.delay = "0";
        leaves.keys = 7;
        leaves.depth = 4;

        agreed(leaves, AncestorsBenchmark.class);
    }

    @Test
    void allFindTheChains() throws Exception {
        Chain chain = new Chain();
        chain.delay = "0";
        chain.chains = 3;
        chain.length = 20;
        agreed(chain, LongChainBenchmark.class);

        Chains chains = new Chains();
        chains.chains = 3;
        chains.length = 20;
        agreed(chains, CycleGuardBenchmark.class);
    }

    @Test
    void allFindNothingBelowLeaves() throws Exception {
        Fan fan = new Fan();
        fan.children = 20;

        agreed(fan, FanBenchmark.class);
        assertThat(fan.leaves()).containsExactly(21L, 121L, 221L, 321L);
    }

    @Test
    void allCountTheSameParts() throws Exception {
        Ladder ladder = new Ladder();
        ladder.diamonds = 3;

        // 1 of parts 1 and 2, 2 of parts 3 to 5, 4 of parts 6 to 8, 8 of part 9.
        assertThat(agreed(ladder, PartsBenchmark.class)).isEqualTo(1 + 2 + 2 * (3 + 4 + 5) + 4 * (6 + 7 + 8) + 8 * 9);
    }

    @Test
    void allFindTheShortestPath() throws Exception {
        Roads roads = new Roads();
        roads.vertices = 1_000;
        roads.hops = 5;

        assertThat(agreed(roads, ShortestPathBenchmark.class)).isEqualTo(5);
    }

    private static long agreed(TreeState state, Class<?> benchmark) throws Exception {
        state.open();
        try {
            Map<String, Object> sums = sums(benchmark, state);
            Object first = sums.values().iterator().next();
            assertThat(sums).hasSizeGreaterThanOrEqualTo(2);
            assertThat(sums.values()).as("%s", sums).containsOnly(first);
            assertThat((Long) first).isPositive();
            return (Long) first;
        } finally {
            state.close();
        }
    }

    private static Map<String, Object> sums(Class<?> benchmark, Object state) throws Exception {
        Object instance = benchmark.getConstructor().newInstance();
        List<Method> methods = Arrays.stream(benchmark.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .toList();
        Map<String, Object> sums = new LinkedHashMap<>();
        for (Method method : methods) {
            sums.put(method.getName(), method.invoke(instance, state));
        }
        return sums;
    }
}

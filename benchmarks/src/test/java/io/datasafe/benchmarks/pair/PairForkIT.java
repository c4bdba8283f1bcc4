package io.datasafe.benchmarks.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs pairs in this JVM, on the class path of the tests. */
class PairForkIT {
    private static final int BLOCKS = 4;

    @Test
    void measuresBothSidesBlockByBlock() throws Exception {
        PairFork.Answer answer = PairFork.run(new PairFork.Task(empty("datasafe", "spring"), BLOCKS, ""));

        assertThat(answer.unit()).isEqualTo("ns/op");
        assertThat(answer.blocks().ours().figures())
                .hasSize(BLOCKS)
                .allSatisfy(time -> assertThat(time).isPositive());
        assertThat(answer.blocks().peer().figures())
                .hasSize(BLOCKS)
                .allSatisfy(time -> assertThat(time).isPositive());
        assertThat(answer.blocks().ours().processor())
                .hasSize(BLOCKS)
                .allSatisfy(time -> assertThat(time).isPositive());
        assertThat(answer.blocks().warmUpBlocks()).isGreaterThanOrEqualTo(2 * Settling.WINDOW);
    }

    @Test
    void comparesTwoVersions() throws Exception {
        // From the module's directory, the checkout is the one above.
        PairFork.Answer answer = PairFork.run(new PairFork.Task(
                empty("datasafe", "spring").withItself(), BLOCKS, Path.of("..").toString()));

        assertThat(answer.blocks().peer().figures())
                .hasSize(BLOCKS)
                .allSatisfy(time -> assertThat(time).isPositive());
    }

    @Test
    void loadsEachVersionFromItsOwnPlace() throws Exception {
        String type = "io.datasafe.tx.Transactions";
        Class<?> before = OtherClasses.of(OtherClasses.compiled(Path.of(".."))).loadClass(type);
        Class<?> after = OtherClasses.of(List.of()).loadClass(type);

        assertThat(before).isNotSameAs(after);
        assertThat(before.getProtectionDomain().getCodeSource().getLocation().toString())
                .endsWith("datasafe-core/target/classes/");
    }

    @Test
    void refusesAPlaceWithoutClasses() {
        assertThatThrownBy(() -> OtherClasses.compiled(Path.of("src")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("datasafe-*/target/classes");
    }

    @Test
    void everyPairNamesMethodsAndParametersThatAreThere() {
        assertThat(Pairs.ALL).hasSizeGreaterThan(20).allSatisfy(PairForkIT::isThere);
        assertThat(Pairs.beforeAndAfter()).hasSizeGreaterThan(10).allSatisfy(PairForkIT::isThere);
        assertThat(Pairs.ALL).extracting(Pair::name).doesNotHaveDuplicates();
        assertThat(Pairs.beforeAndAfter()).extracting(Pair::name).doesNotHaveDuplicates();
    }

    private static void isThere(Pair pair) {
        for (String method : List.of(pair.ours(), pair.peer())) {
            Benchmarks.params(Benchmarks.find(pair.benchmark(), method), pair.params(), pair.blockMillis());
        }
    }

    private static Pair empty(String ours, String peer) {
        return Pair.onStub("empty", "empty", "EmptyTransactionBenchmark", ours, peer, Map.of("pool", "none"), 0);
    }
}

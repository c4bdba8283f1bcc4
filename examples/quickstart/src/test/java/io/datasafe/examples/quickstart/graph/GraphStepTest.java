package io.datasafe.examples.quickstart.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.measure.Timing;
import io.datasafe.examples.quickstart.step.Check;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GraphStepTest {
    /** 1 leads to 4 by 2 and by 3, and 4 to 1. */
    private final Digraph graph = new Digraph();

    private final Questions questions = new Questions(
            new Subjects(names(), graph, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));

    GraphStepTest() {
        graph.addAll(1, List.of(2L, 3L));
        graph.add(2, 4);
        graph.add(3, 4);
        graph.add(4, 1);
    }

    private static Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        for (long i = 1; i <= 4; i++) {
            names.put(i, "g:a" + i);
        }
        return names;
    }

    private static <T> List<String> failed(Question<T> question, int queries, T plain, T datasafe) {
        List<Measured<T>> measured = Stream.of(plain, datasafe)
                .map(answer -> new Measured<>("way", queries, List.of(), timing(answer), Optional.of(timing(answer))))
                .toList();
        return GraphStep.checks(List.of(new Answered<>(question, measured))).stream()
                .filter(check -> !check.passed())
                .map(Check::what)
                .toList();
    }

    private static <T> Timing<T> timing(T answer) {
        return new Timing<>(answer, OptionalLong.empty(), 1);
    }

    @Test
    void takesAnyShortestChain() {
        Question<List<Long>> chain = questions.chain(new Digraph.Pair(1, 4, 2));

        assertThat(failed(chain, 1, List.of(1L, 2L, 4L), List.of(1L, 3L, 4L))).isEmpty();
    }

    @Test
    void failsForALongerChainOrOneThatIsNone() {
        Question<List<Long>> chain = questions.chain(new Digraph.Pair(1, 4, 2));
        String what = "all ways give the same answer: " + chain.label();

        assertThat(failed(chain, 1, List.of(1L, 2L, 4L), List.of(1L, 2L, 4L, 1L, 3L, 4L)))
                .containsExactly(what);
        assertThat(failed(chain, 1, List.of(1L, 2L, 4L), List.of(1L, 1L, 4L))).containsExactly(what);
    }

    @Test
    void takesAnyShortestCycle() {
        Question<List<List<Long>>> cycles = questions.cycles();

        assertThat(failed(cycles, 1, List.of(List.of(1L, 2L, 4L)), List.of(List.of(1L, 3L, 4L))))
                .isEmpty();
        assertThat(failed(cycles, 1, List.of(List.of(1L, 2L, 4L)), List.of())).hasSize(1);
        assertThat(failed(cycles, 1, List.of(List.of(1L, 2L, 4L)), List.of(List.of(1L, 4L, 2L))))
                .hasSize(1);
    }

    @Test
    void failsForAQueryTooMany() {
        assertThat(failed(questions.cycles(), 2, List.<List<Long>>of(), List.<List<Long>>of()))
                .containsExactly("queries with datasafe, one a question: 2, must be 1");
    }

    @Test
    void tellsCycles() {
        Question<List<List<Long>>> cycles = questions.cycles();

        assertThat(cycles.telling().apply(List.of())).singleElement().asString().startsWith("There is no cycle");
        assertThat(cycles.telling().apply(List.of(List.of(1L, 2L, 4L))))
                .last()
                .asString()
                .isEqualTo("    a1 -> a2 -> a4 -> a1");
        assertThat(cycles.telling().apply(Collections.nCopies(8, List.of(1L, 2L))))
                .hasSize(1 + 5 + 1)
                .last()
                .asString()
                .isEqualTo("    and 3 more");
    }
}

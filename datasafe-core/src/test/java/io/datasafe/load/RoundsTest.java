package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With fewer threads than tasks, as a JVM without virtual threads may have to. */
class RoundsTest {
    @Test
    void moreTasksThanThreadsTakeMoreRounds() {
        List<Task> waited = new ArrayList<>();
        int[] rounds = {0};
        Rounds bounded = new Rounds(1, 4, () -> rounds[0]++, TaskThreads::start);
        MapCall<Integer, Boolean> call = new MapCall<>(bounded, MapTest.numbers(10), i -> wait(bounded, waited), null);
        bounded.run(call);
        assertThat(call.results()).hasSize(10);
        assertThat(waited).hasSize(10);
        assertThat(rounds[0]).isEqualTo(3);
    }

    @Test
    void oneThreadIsEnoughForNestedCalls() {
        int[] rounds = {0};
        Rounds bounded = new Rounds(1, 1, () -> rounds[0]++, TaskThreads::start);
        MapCall<Integer, Integer> call = new MapCall<>(
                bounded,
                MapTest.numbers(2),
                i -> {
                    MapCall<Integer, Boolean> inner = new MapCall<>(
                            bounded, MapTest.numbers(2), j -> wait(bounded, new ArrayList<>()), Task.current(bounded));
                    bounded.runNested(inner, Task.current(bounded));
                    return inner.results().size();
                },
                null);
        bounded.run(call);
        assertThat(call.results()).containsExactly(2, 2);
        assertThat(rounds[0]).isEqualTo(4);
    }

    private static boolean wait(Rounds rounds, List<Task> waited) {
        rounds.lock();
        try {
            rounds.awaitRound(Task.current(rounds));
            return waited.add(Task.current(rounds));
        } finally {
            rounds.unlock();
        }
    }
}

package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Random shapes of maps within maps, of gets, and of failures: the number of batches is always the number of levels. */
class RandomMapsTest {
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a task does, one after the other: a get, or a map of tasks. */
    private record Body(List<List<Body>> steps) {
        int levels() {
            return steps.stream()
                    .mapToInt(step -> step.isEmpty() ? 1 : most(step))
                    .sum();
        }

        static int most(List<Body> bodies) {
            return bodies.stream().mapToInt(Body::levels).max().orElse(0);
        }

        int gets() {
            return steps.stream()
                    .mapToInt(step -> step.isEmpty()
                            ? 1
                            : step.stream().mapToInt(Body::gets).sum())
                    .sum();
        }
    }

    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private int batches;

    private final Loader<Integer, Integer> loader = Loader.of("counted", asked -> {
        batches++;
        assertThat(running).as("bodies that run while a batch does").hasValue(0);
        Map<Integer, Integer> answers = new HashMap<>();
        asked.forEach(key -> answers.put(key, -key));
        return answers;
    });

    @Test
    void thereAreAsManyBatchesAsLevels() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Body> bodies = bodies(random, 3);
            batches = 0;
            try (LoadScope s = LoadScope.on().parallel(1 + seed % 4).open()) {
                List<Integer> gets = s.map(bodies, body -> perform(s, body, -1));
                assertThat(gets).isEqualTo(bodies.stream().map(Body::gets).toList());
            }
            assertThat(batches).as("seed %s", seed).isEqualTo(Body.most(bodies));
        }
    }

    @Test
    void aFailureAnywhereEndsAllOfThem() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Body> bodies = bodies(random, 3);
            int gets = bodies.stream().mapToInt(Body::gets).sum();
            if (gets == 0) {
                continue;
            }
            int failing = keys.get() + 1 + random.nextInt(gets);
            try (LoadScope s = LoadScope.on().parallel(1 + seed % 4).open()) {
                assertThat(catchThrowable(() -> s.map(bodies, body -> perform(s, body, failing))))
                        .as("seed %s", seed)
                        .isInstanceOf(Failure.class);
                assertThat(running).as("seed %s", seed).hasValue(0);
                keys.set(failing);
                assertThat(s.map(List.of(1, 2), i -> s.get(loader, -1 - i))).containsExactly(2, 3);
            }
        }
    }

    private int perform(LoadScope s, Body body, int failing) {
        int gets = 0;
        running.incrementAndGet();
        try {
            for (List<Body> step : body.steps()) {
                if (!step.isEmpty()) {
                    running.decrementAndGet();
                    try {
                        gets += s.map(step, inner -> perform(s, inner, failing)).stream()
                                .mapToInt(Integer::intValue)
                                .sum();
                    } finally {
                        running.incrementAndGet();
                    }
                    continue;
                }
                int key = keys.incrementAndGet();
                if (key == failing) {
                    throw new Failure();
                }
                assertThat(get(s, key)).isEqualTo(-key);
                gets++;
            }
        } finally {
            running.decrementAndGet();
        }
        return gets;
    }

    private int get(LoadScope s, int key) throws CancellationException {
        running.decrementAndGet();
        try {
            return s.get(loader, key);
        } finally {
            running.incrementAndGet();
        }
    }

    private static List<Body> bodies(Random random, int depth) {
        List<Body> bodies = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            List<List<Body>> steps = new ArrayList<>();
            for (int step = random.nextInt(4); step > 0; step--) {
                steps.add(depth > 0 && random.nextInt(3) == 0 ? bodies(random, depth - 1) : List.of());
            }
            bodies.add(new Body(steps));
        }
        return bodies;
    }
}

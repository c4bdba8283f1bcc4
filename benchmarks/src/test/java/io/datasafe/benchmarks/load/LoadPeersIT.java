package io.datasafe.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** All that are compared read the same: each gives the same sum over what it has loaded. */
class LoadPeersIT {
    @Test
    void allLoadTheSame() throws Exception {
        Library library = new Library();
        library.delay = "0";
        library.keys = 100;
        library.authors = 300;
        library.open();
        try {
            for (Class<?> benchmark : List.of(
                    AuthorOfEachBenchmark.class,
                    BooksOfEachBenchmark.class,
                    PageBenchmark.class,
                    ChainBenchmark.class)) {
                assertAllEqual(sums(benchmark, library));
            }
        } finally {
            library.close();
        }
    }

    @Test
    void allFindTheNewest() throws Exception {
        Prolific prolific = new Prolific();
        prolific.books = 50;
        prolific.writers = 7;
        prolific.open();
        try {
            assertAllEqual(sums(NewestOfEachBenchmark.class, prolific));
        } finally {
            prolific.close();
        }
    }

    @Test
    void allAskTheSourceForTheSame() throws Exception {
        assertAllEqual(sums(EngineBenchmark.class, new Answered()));
    }

    private static void assertAllEqual(Map<String, Object> sums) {
        assertThat(sums).hasSizeGreaterThanOrEqualTo(4);
        assertThat(sums.values())
                .as("%s", sums)
                .containsOnly(sums.values().iterator().next());
        assertThat((Long) sums.values().iterator().next()).isNotZero();
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

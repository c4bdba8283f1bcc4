package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolyTest {
    private final List<String> sent = new ArrayList<>();

    /** Answers its name and the key, for keys up to 100; each batch is written down with its size. */
    private final class Numbers implements Loader<Integer, @Nullable String> {
        private final String name;
        private final int chunk;

        Numbers(String name, int chunk) {
            this.name = name;
            this.chunk = chunk;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int chunk() {
            return chunk;
        }

        @Override
        public @Nullable String absent() {
            return null;
        }

        @Override
        public Set<String> tables() {
            return Set.of(name + "_table");
        }

        @Override
        public Map<Integer, @Nullable String> load(Batch<Integer> batch) {
            sent.add(name + " " + batch.keys().size() + " " + batch.resource(StringBuilder.class));
            Map<Integer, @Nullable String> answers = new HashMap<>();
            for (int key : batch.keys()) {
                if (key <= 100) {
                    answers.put(key, key == 13 ? null : name + key);
                }
            }
            return answers;
        }
    }

    private final Poly<String> poly = Poly.<String>of("target")
            .on("a", new Numbers("a", 1_000))
            .on("b", new Numbers("b", 2))
            .on("c", new Numbers("c", 5));

    @Test
    void sendsABatchForEachTypeThatOccursInChunksOfItsLoader() {
        try (LoadScope scope = LoadScope.on(new StringBuilder("client")).open()) {
            for (int key = 1; key <= 5; key++) {
                scope.load(poly, Ref.of("a", key));
                scope.load(poly, Ref.of("b", key));
            }
            assertThat(scope.get(poly, Ref.of("a", 1))).isEqualTo("a1");
            assertThat(scope.get(poly, Ref.of("b", 5))).isEqualTo("b5");
            assertThat(sent).containsExactlyInAnyOrder("a 5 client", "b 2 client", "b 2 client", "b 1 client");
        }
    }

    @Test
    void whatALoaderDoesNotKnowIsNull() {
        try (LoadScope scope = LoadScope.on(new StringBuilder()).open()) {
            assertThat(scope.get(poly, Ref.of("a", 101))).isNull();
            assertThat(scope.get(poly, Ref.of("a", 13))).isNull();
            assertThat(scope.get(poly, Ref.of("b", 2))).isEqualTo("b2");
        }
    }

    @Test
    void halfAReferenceIsNone() {
        assertThat(Ref.of(null, 1)).isNull();
        assertThat(Ref.of("a", null)).isNull();
        assertThat(Ref.of("a", 1)).isEqualTo(new Ref("a", 1));
        try (LoadScope scope = LoadScope.open()) {
            assertThat(scope.get(poly, null)).isNull();
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void anUnknownTypeSendsNothing() {
        try (LoadScope scope = LoadScope.on(new StringBuilder()).open()) {
            Pending<@Nullable String> known = scope.load(poly, Ref.of("a", 1));
            assertThatThrownBy(() -> scope.get(poly, Ref.of("photo", 1)))
                    .isInstanceOf(LoadException.class)
                    .hasStackTraceContaining(
                            "loader 'target' knows no type \"photo\": add .on(..) for it; known are [a, b, c]");
            assertThat(sent).isEmpty();
            assertThatThrownBy(known::get).isInstanceOf(LoadException.class);
        }
    }

    @Test
    void aTypeIsGivenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> poly.on("a", new Numbers("a", 1)))
                .withMessage("type \"a\" of loader 'target' is given twice");
    }

    @Test
    void isForgottenByTheTablesOfItsLoaders() {
        assertThat(poly.name()).isEqualTo("target");
        assertThat(poly.tables()).containsExactlyInAnyOrder("a_table", "b_table", "c_table");
    }
}

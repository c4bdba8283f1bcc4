package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.internal.scope.Writes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedWritesTest {
    private int version;

    private final Loader<Integer, Integer> versions = new Loader<>() {
        @Override
        public String name() {
            return "version";
        }

        @Override
        public Map<Integer, Integer> load(Batch<Integer> batch) {
            Map<Integer, Integer> answers = new HashMap<>();
            batch.keys().forEach(key -> answers.put(key, version));
            return answers;
        }

        @Override
        public Integer absent() {
            return -1;
        }

        @Override
        public Set<String> tables() {
            return Set.of("public.Author", "country");
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update author set name = 'b' | false | 1",
                "delete from \"country\"      | false | 1",
                "update book set title = 'b'  | false | 0",
                "update book set title = 'b'  | true  | 1",
                "select * from author         | true  | 0",
                "call f()                     | false | 1"
            })
    void forgetWhatWasWritten(String sql, boolean renamed, int expected) {
        try (LoadScope scope = LoadScope.open()) {
            assertThat(scope.get(versions, 1)).isZero();
            version = 1;
            Writes.executed(sql, renamed);
            assertThat(scope.get(versions, 1)).isEqualTo(expected);
        }
    }

    @Test
    void eachOpenScopeOfTheThreadForgets() {
        LoadScope first = LoadScope.open();
        LoadScope second = LoadScope.open();
        first.get(versions, 1);
        second.get(versions, 1);
        version = 1;
        first.close();
        Writes.executed("delete from author", false);
        assertThat(second.get(versions, 1)).isEqualTo(1);
        second.close();
        Writes.executed("delete from author", false);
    }
}

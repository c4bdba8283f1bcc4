package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    /** Collides with all of its kind. */
    private record Clash(int id, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatAHashMapDoes(long seed) {
        Random random = new Random(seed);
        Map<Object, Object> expected = new HashMap<>();
        KeyTable table = new KeyTable();
        for (int i = 0; i < 20_000; i++) {
            Object key = random.nextBoolean()
                    ? (Object) random.nextInt(200)
                    : new Clash(random.nextInt(50), random.nextInt(2) << 30);
            switch (random.nextInt(i % 1_000 == 999 ? 5 : 4)) {
                case 0 -> assertThat(table.put(key, i)).isEqualTo(expected.put(key, i));
                case 1 -> assertThat(table.putIfAbsent(key, i)).isEqualTo(expected.putIfAbsent(key, i));
                case 2 -> {
                    table.remove(key);
                    expected.remove(key);
                }
                case 3 -> assertThat(table.get(key)).isEqualTo(expected.get(key));
                default -> {
                    if (random.nextBoolean()) {
                        table.clear();
                        expected.clear();
                    } else {
                        table.reserve(random.nextInt(500));
                    }
                }
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
        expected.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    }
}

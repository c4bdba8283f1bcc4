package io.datasafe.examples.quickstart.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BagTest {
    private static Bag of(String... texts) {
        Bag bag = new Bag();
        for (String text : texts) {
            bag.add(text);
        }
        return bag;
    }

    @Test
    void countsEachOccurrence() {
        assertThat(of("a", "a", "b").size()).isEqualTo(3);
    }

    @Test
    void countsWhatIsMissingAsOftenAsItIs() {
        assertThat(of("a", "a", "a", "b").without(of("a", "c"))).isEqualTo(3);
        assertThat(of("a").without(of("a", "a"))).isZero();
    }

    @Test
    void holdsSharedTextsOnce() {
        Bag bag = new Bag();
        bag.addOnce("a");
        bag.addOnce("a");

        assertThat(bag.size()).isEqualTo(1);
    }
}

package io.datasafe.examples.quickstart.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FateTest {
    private static Bag bag(@Nullable String rows) {
        Bag bag = new Bag();
        for (String row : rows == null ? new String[0] : rows.split(" ")) {
            bag.add(row);
        }
        return bag;
    }

    /** The rows that must be there are a and b. */
    @ParameterizedTest
    @CsvSource({
        "a b,   true,             , ONCE",
        "a b,   true,  ANSWER_LOST, ONCE",
        "a b,   false, ANSWER_LOST, UNKNOWN_STORED",
        "a b,   false, CUT_MIDWAY,  GIVEN_UP_STORED",
        "a b b, true,  ANSWER_LOST, TWICE",
        "a b b, false, ANSWER_LOST, TWICE",
        "a c,   true,             , TWICE",
        "a,     true,             , IN_PART",
        "a,     false, COMMIT_LOST, IN_PART",
        "    ,  true,  COMMIT_LOST, NOT_THERE",
        "    ,  false, COMMIT_LOST, UNKNOWN_ABSENT",
        "    ,  false, CUT_MIDWAY,  GIVEN_UP",
        "    ,  false,            , GIVEN_UP"
    })
    void comparesWhatWasSaidWithWhatIsThere(
            @Nullable String stored, boolean reported, @Nullable PlannedFault met, Fate expected) {
        assertThat(Fate.of(bag("a b"), bag(stored), reported, met)).isEqualTo(expected);
    }
}

package io.datasafe.examples.quickstart.ingest;

import org.jspecify.annotations.Nullable;

/** What became of one file: what the code said of it, beside what the database holds. */
enum Fate {
    /** As it should be. */
    ONCE("stored once"),
    /** Some of its rows are there more than once. */
    TWICE("stored twice"),
    /** The code had an error from COMMIT, and the file is there. */
    UNKNOWN_STORED("unknown: is stored"),
    /** The code had the same error, and the file is not there. */
    UNKNOWN_ABSENT("unknown: is lost"),
    /** The code had an error before COMMIT, and the file is not there. */
    GIVEN_UP("given up"),
    /** The code had an error before COMMIT, and yet the file is there. */
    GIVEN_UP_STORED("given up, yet stored"),
    /** The code is convinced that it is there. */
    NOT_THERE("reported, but not there"),
    /** Some of its rows are there. */
    IN_PART("stored in part");

    private final String label;

    Fate(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Compares. {@code met} is the fault that befell the file, if any. */
    static Fate of(Bag expected, Bag stored, boolean reported, @Nullable PlannedFault met) {
        boolean there = stored.size() > 0;
        if (stored.without(expected) > 0) {
            return TWICE;
        }
        if (there && expected.without(stored) > 0) {
            return IN_PART;
        }
        if (reported) {
            return there ? ONCE : NOT_THERE;
        }
        if (met != null && met.leavesInDoubt()) {
            return there ? UNKNOWN_STORED : UNKNOWN_ABSENT;
        }
        return there ? GIVEN_UP_STORED : GIVEN_UP;
    }

    boolean isUnknown() {
        return this == UNKNOWN_STORED || this == UNKNOWN_ABSENT;
    }

    boolean isGivenUp() {
        return this == GIVEN_UP || this == GIVEN_UP_STORED;
    }
}

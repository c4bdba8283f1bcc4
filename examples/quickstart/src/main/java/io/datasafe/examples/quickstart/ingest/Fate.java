package io.datasafe.examples.quickstart.ingest;

import org.jspecify.annotations.Nullable;

/** The outcome for one file: what the code reported, compared with what the database holds. */
enum Fate {
    /** The right outcome. */
    ONCE("stored once"),
    /** Some of its rows exist more than once. */
    TWICE("stored twice"),
    /** COMMIT failed with an error, and the file is stored. */
    UNKNOWN_STORED("unknown: stored"),
    /** COMMIT failed with the same error, and the file is not stored. */
    UNKNOWN_ABSENT("unknown: lost"),
    /** A statement before COMMIT failed, and the file is not stored. */
    GIVEN_UP("given up"),
    /** A statement before COMMIT failed, and yet the file is stored. */
    GIVEN_UP_STORED("given up, yet stored"),
    /** The code reported the file as stored, and it is not. */
    NOT_THERE("reported, but not there"),
    /** Only some of its rows are stored. */
    IN_PART("stored in part");

    private final String label;

    Fate(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Compares. {@code met} is the fault that the file met, if any. */
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

package io.datasafe.examples.quickstart.ingest;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What became of all POMs in one contender's hands: its own tally beside what the database says.
 *
 * @param contender who
 * @param poms how many there were
 * @param tally what it says of itself
 * @param expected the rows that must be there
 * @param stored the rows that are there
 * @param counters whether the counters agree with them
 * @param nanos how long it took
 * @param roundTrips how many there were, if they could be counted
 */
record Outcome(
        Contender contender,
        int poms,
        Tally tally,
        Rows expected,
        Rows stored,
        Counters counters,
        long nanos,
        OptionalLong roundTrips) {

    long rowsLost() {
        return expected.without(stored);
    }

    long rowsDoubled() {
        return stored.without(expected);
    }

    /** POMs that the code reported as stored, and that are not there. */
    long silentlyLost() {
        return tally.reported().keySet().stream()
                .filter(id -> !stored.hasVersion(id))
                .count();
    }

    /** Announcements of what is not there, and second announcements of what is. */
    long wronglyAnnounced() {
        return tally.announced().entrySet().stream()
                .mapToLong(each -> each.getValue() - (stored.hasVersion(each.getKey()) ? 1 : 0))
                .sum();
    }

    /** What is there, and nobody was told of. */
    long notAnnounced() {
        return expected.files().stream()
                .filter(id -> stored.hasVersion(id) && !tally.announced().containsKey(id))
                .count();
    }

    /** Conflicts and other errors by SQLSTATE, as "40001: 12, 40P01: 3". */
    String failures() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> each : tally.failures().entrySet()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(each.getKey())
                    .append(": ")
                    .append(each.getValue());
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}

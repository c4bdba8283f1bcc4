package io.datasafe.examples.quickstart.ingest;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The outcome of one contender: its own tally, and the rows in the database.
 *
 * @param contender the contender
 * @param poms the number of POMs
 * @param tally what it reported
 * @param expected the rows that must be stored
 * @param stored the rows that are stored
 * @param counters the differences between counters and rows
 * @param nanos the time
 * @param roundTrips the round trips, if they could be counted
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

    /** POMs that the code reported as stored, and that are not stored. */
    long silentlyLost() {
        return tally.reported().keySet().stream()
                .filter(id -> !stored.hasVersion(id))
                .count();
    }

    /** Announcements of versions that are not stored, and repeated announcements of those that are. */
    long wronglyAnnounced() {
        return tally.announced().entrySet().stream()
                .mapToLong(each -> each.getValue() - (stored.hasVersion(each.getKey()) ? 1 : 0))
                .sum();
    }

    /** Stored versions that were never announced. */
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

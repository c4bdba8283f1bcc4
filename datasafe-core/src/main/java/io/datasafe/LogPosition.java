package io.datasafe;

/**
 * A position in PostgreSQL's write-ahead log: an LSN on a timeline. Immutable and thread-safe.
 *
 * <p>LSNs of different timelines have no common order in time: after a failover, the new timeline may reuse an LSN.
 * This type orders by timeline first, then by LSN (unsigned). That is correct for positions of one cluster whose later
 * timelines descend from the earlier ones.
 *
 * @param timeline the timeline, 1 or more
 * @param lsn the 64 bits of the LSN, as an unsigned number
 * @since 0.1
 */
public record LogPosition(int timeline, long lsn) implements Comparable<LogPosition> {

    /**
     * Checks the timeline.
     *
     * @param timeline the timeline, 1 or more
     * @param lsn the 64 bits of the LSN, as an unsigned number
     * @throws IllegalArgumentException if {@code timeline} is less than 1
     */
    public LogPosition {
        if (timeline < 1) {
            throw new IllegalArgumentException("timeline is " + timeline + ", must be 1 or more");
        }
    }

    @Override
    public int compareTo(LogPosition other) {
        return timeline != other.timeline
                ? Integer.compare(timeline, other.timeline)
                : Long.compareUnsigned(lsn, other.lsn);
    }

    /** {@return the LSN as PostgreSQL writes a {@code pg_lsn}, for example {@code 0/16B3748}} */
    public String lsnText() {
        return Long.toHexString(lsn >>> 32).toUpperCase(java.util.Locale.ROOT)
                + "/"
                + Long.toHexString(lsn & 0xFFFFFFFFL).toUpperCase(java.util.Locale.ROOT);
    }

    /** {@return timeline and LSN, for example {@code 1:0/16B3748}} */
    @Override
    public String toString() {
        return timeline + ":" + lsnText();
    }
}

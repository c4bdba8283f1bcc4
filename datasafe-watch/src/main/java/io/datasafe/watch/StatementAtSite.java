package io.datasafe.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one place in the code has sent of one statement. Guarded by the lock of the scope. */
final class StatementAtSite {
    static final int SAMPLES = 8;
    static final int DISTINCT = 1_024;

    private final @Nullable CallSite place;
    private final boolean ignored;
    private final Set<Long> rows = new HashSet<>();
    private final Map<Long, Integer> reads = new HashMap<>();
    private final List<long[]> samples = new ArrayList<>();
    private @Nullable String[] types = new @Nullable String[0];
    private int count;
    private int equal;
    private long nanos;
    private CauseSearch.@Nullable Match cause;

    /**
     * A place that has sent nothing so far.
     *
     * @param place the place; null if the stack was not walked
     * @param ignored whether the user wants to hear nothing of it
     */
    StatementAtSite(@Nullable CallSite place, boolean ignored) {
        this.place = place;
        this.ignored = ignored;
    }

    /**
     * Adds what it has sent.
     *
     * @param execution the statement
     * @param epoch changes when what the statement reads may have changed
     */
    void add(Execution execution, int epoch) {
        count++;
        nanos += execution.nanos();
        if (rows.size() < DISTINCT && rows.add(execution.rows()) && samples.size() < SAMPLES) {
            samples.add(execution.values());
            types = execution.types();
        }
        long read = ValueHash.combine(execution.all(), epoch);
        if (reads.size() < DISTINCT || reads.containsKey(read)) {
            equal = Math.max(equal, reads.merge(read, 1, Integer::sum));
        }
    }

    /** Looks where the values came from while the results are at hand, again when more is known, and at the end. */
    void findCause(StatementShape text, List<ResultTrace> traces) {
        CauseSearch.Match found = new CauseSearch(text, samples).in(traces);
        if (found != null || cause != null && traces.contains(cause.trace())) {
            cause = found;
        }
    }

    @Nullable
    CallSite place() {
        return place;
    }

    boolean isIgnored() {
        return ignored;
    }

    int count() {
        return count;
    }

    /** How many different rows were meant; counted up to {@link #DISTINCT}. */
    int distinct() {
        return rows.size();
    }

    /** How often the most repeated of all reads was done. */
    int equal() {
        return equal;
    }

    int samples() {
        return samples.size();
    }

    boolean varies(int slot) {
        return samples.stream().mapToLong(values -> values[slot]).distinct().count() > 1;
    }

    @Nullable
    String type(int slot) {
        return slot < types.length ? types[slot] : null;
    }

    long nanos() {
        return nanos;
    }

    CauseSearch.@Nullable Match cause() {
        return cause;
    }
}

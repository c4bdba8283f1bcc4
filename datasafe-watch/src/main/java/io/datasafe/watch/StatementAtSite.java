package io.datasafe.watch;

import io.datasafe.internal.scope.CallSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The executions of one statement from one place in the code. The lock of the scope guards it. */
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
     * Creates a place without executions.
     *
     * @param place the place; null if the stack was not walked
     * @param ignored true if the user ignores findings at this place
     */
    StatementAtSite(@Nullable CallSite place, boolean ignored) {
        this.place = place;
        this.ignored = ignored;
    }

    /**
     * Adds an execution.
     *
     * @param execution the execution
     * @param epoch changes when the data that the statement reads may have changed
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

    /**
     * Searches for the origin of the values. Called while the results are still remembered, again when more samples
     * exist, and at the end.
     */
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

    /** The number of different rows, counted up to {@link #DISTINCT}. */
    int distinct() {
        return rows.size();
    }

    /** The number of executions of the most repeated read. */
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

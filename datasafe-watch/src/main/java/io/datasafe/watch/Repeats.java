package io.datasafe.watch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The executions of one statement on one data source in a scope, grouped by the place that sent them. The lock of the
 * scope guards it.
 */
final class Repeats {
    static final int SITES = 16;

    /** The key of executions without a stack walk, and of places beyond the limit. */
    private static final long ELSEWHERE = 0;

    /**
     * After this many consecutive walks that end at one place, the statement counts as a loop, and only one in this
     * many executions is walked.
     */
    private static final int SETTLED = 16;

    /** Walks the stack, unless the scope has used up its walks. */
    @FunctionalInterface
    interface Walk {
        @Nullable
        StatementAtSite site();
    }

    private final StatementSource source;
    private final int order;
    private final boolean ignored;
    private Map<Long, StatementAtSite> sites = Map.of();
    private StatementShape text;
    private int executions;
    private int singles;
    private int sameInARow;
    private @Nullable Execution first;
    private int firstEpoch;
    private @Nullable StatementAtSite last;

    Repeats(StatementSource source, StatementShape text, int order, boolean ignored) {
        this.source = source;
        this.text = text;
        this.order = order;
        this.ignored = ignored;
    }

    /** Counts an execution of any kind. */
    void count() {
        executions++;
    }

    /**
     * Adds an execution for one row. The stack is captured from the second execution on; the first is attributed to the
     * same call site.
     *
     * @param execution the execution
     * @param epoch changes when the data that the statement reads may have changed
     * @param walk walks the stack
     * @return the place; null for the first execution
     */
    @Nullable
    StatementAtSite add(Execution execution, int epoch, Walk walk) {
        singles++;
        Execution earlier = first;
        if (singles == 1 || earlier == null) {
            text = execution.text();
            first = execution;
            firstEpoch = epoch;
            return null;
        }
        StatementAtSite site = site(walk);
        if (singles == 2) {
            site.add(earlier, firstEpoch);
        }
        site.add(execution, epoch);
        return site;
    }

    private StatementAtSite site(Walk walk) {
        StatementAtSite before = last;
        StatementAtSite walked = sameInARow < SETTLED || singles % SETTLED == 0 ? walk.site() : null;
        StatementAtSite site;
        if (walked != null && walked.place() != null) {
            site = bounded(walked.place().hash(), walked);
            sameInARow = site == before ? sameInARow + 1 : 1;
        } else {
            site = before != null ? before : bounded(ELSEWHERE, new StatementAtSite(null, false));
        }
        last = site;
        return site;
    }

    private StatementAtSite bounded(long hash, StatementAtSite fresh) {
        StatementAtSite known = sites.get(hash);
        if (known != null) {
            return known;
        }
        if (sites.isEmpty()) {
            sites = new LinkedHashMap<>(4); // Most statements are sent from one place.
        }
        long key = sites.size() < SITES - 1 ? hash : ELSEWHERE;
        return sites.computeIfAbsent(key, absent -> key == hash ? fresh : new StatementAtSite(null, false));
    }

    StatementSource source() {
        return source;
    }

    StatementShape text() {
        return text;
    }

    /** The number of other statements that the scope saw before this one. */
    int order() {
        return order;
    }

    boolean isIgnored() {
        return ignored;
    }

    int executions() {
        return executions;
    }

    Collection<StatementAtSite> sites() {
        return sites.values();
    }
}

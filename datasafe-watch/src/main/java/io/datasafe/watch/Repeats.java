package io.datasafe.watch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scope knows of one statement on one data source. Guarded by the lock of the scope. */
final class Repeats {
    static final int SITES = 16;

    /** Of a place without a stack, and of those above the bound. */
    private static final long ELSEWHERE = 0;

    /** After so many walks in a row that ended at one place, it is a loop, and one execution in as many is looked at. */
    private static final int SETTLED = 16;

    /** Walks the stack, if the scope may still do that. */
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

    /** Counts an execution of whatever kind. */
    void count() {
        executions++;
    }

    /**
     * Adds an execution that is about one row. The first costs no walk: it is held to be from where the second comes from.
     *
     * @param execution the statement
     * @param epoch changes when what it reads may have changed
     * @param walk gives the place
     * @return the place; null for the first
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
            sites = new LinkedHashMap<>(4); // most statements are sent once
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

    /** How many statements were new in the scope before this one. */
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

package io.datasafe.watch;

import io.datasafe.internal.scope.CallSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts and classifies the statements of a scope. Thread-safe; it never holds its lock while a statement runs. */
final class Tally {
    static final int STATEMENTS = 512;
    static final int WALKS = 64;

    /** Identifies a statement: the same text on two data sources is two statements. */
    private record Key(StatementSource source, StatementShape text) {}

    private final String scope;
    private final WatchOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Repeats> repeats = new LinkedHashMap<>();
    private final ResultTraces traces = new ResultTraces();
    private final Map<String, Integer> writes = new HashMap<>();
    private int unknownWrites;
    private int statements;
    private int walks;

    Tally(String scope, WatchOptions options) {
        this.scope = scope;
        this.options = options;
    }

    /**
     * Adds an execution.
     *
     * @param source the data source
     * @param text the statement; not of kind CONTROL
     * @param binds the values
     * @param batch the number of entries in a JDBC batch; 1 if it is not a batch
     * @param nanos the time that it took
     */
    void add(StatementSource source, StatementShape text, Binds binds, int batch, long nanos) {
        lock.lock();
        try {
            statements++;
            written(text);
            Repeats statement = repeats(source, text);
            if (statement == null) {
                return;
            }
            statement.count();
            boolean classified = text.kind() != StatementShape.Kind.OTHER && !statement.isIgnored();
            if (classified && batch <= 1 && !Execution.isBatched(text, binds)) {
                StatementAtSite site = statement.add(Execution.of(text, binds, nanos), epoch(text), this::walk);
                if (site != null && (site.count() == options.threshold() || site.count() == StatementAtSite.SAMPLES)) {
                    site.findCause(statement.text(), traces.before(statement));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Repeats repeats(StatementSource source, StatementShape text) {
        Key key = new Key(source, text);
        Repeats known = repeats.get(key);
        if (known == null && repeats.size() < STATEMENTS) {
            known = new Repeats(source, text, repeats.size(), options.ignoresSql(text.shape()));
            repeats.put(key, known);
        }
        return known;
    }

    private @Nullable StatementAtSite walk() {
        if (walks >= WALKS) {
            return null;
        }
        walks++;
        CallSite place = CallSite.ofCaller(options.application());
        return new StatementAtSite(place, options.ignoresPlace(place));
    }

    private void written(StatementShape text) {
        String table = text.table();
        if (text.isWrite() && table != null) {
            writes.merge(table, 1, Integer::sum);
        } else if (text.isWrite() || text.kind() == StatementShape.Kind.OTHER) {
            unknownWrites++;
        }
    }

    /** A number that changes when a table that the statement reads is written. */
    private int epoch(StatementShape text) {
        int epoch = unknownWrites;
        if (!writes.isEmpty()) {
            for (String table : text.reads()) {
                epoch += writes.getOrDefault(table, 0);
            }
        }
        return epoch;
    }

    /**
     * Returns the trace that records what is read from a result.
     *
     * @param source the data source
     * @param text the query
     * @param shared the trace of an inner scope, for this scope to use too; or null
     * @return the trace; null if the scope does not follow the statement
     */
    @Nullable
    ResultTrace trace(StatementSource source, StatementShape text, @Nullable ResultTrace shared) {
        lock.lock();
        try {
            Repeats statement = repeats.get(new Key(source, text));
            return statement == null ? null : traces.of(statement, shared);
        } finally {
            lock.unlock();
        }
    }

    int statements() {
        lock.lock();
        try {
            return statements;
        } finally {
            lock.unlock();
        }
    }

    int walks() {
        lock.lock();
        try {
            return walks;
        } finally {
            lock.unlock();
        }
    }

    /** The number of executions of each statement, in the order of the first executions. */
    Map<String, Integer> counts() {
        lock.lock();
        try {
            Map<String, Integer> counts = new LinkedHashMap<>();
            repeats.forEach((key, r) -> counts.merge(key.source().label(key.text()), r.executions(), Integer::sum));
            return counts;
        } finally {
            lock.unlock();
        }
    }

    List<Finding> findings() {
        lock.lock();
        try {
            List<Finding> findings = new ArrayList<>();
            for (Repeats statement : repeats.values()) {
                for (StatementAtSite site : statement.sites()) {
                    Finding.Kind kind = kind(statement.text(), site);
                    if (kind != null) {
                        findings.add(finding(kind, statement, site));
                    }
                }
            }
            return findings;
        } finally {
            lock.unlock();
        }
    }

    private Finding.@Nullable Kind kind(StatementShape text, StatementAtSite site) {
        int threshold = options.threshold();
        if (site.isIgnored() || site.count() < threshold) {
            return null;
        } else if (text.isWrite()) {
            return Finding.Kind.DML_LOOP;
        } else if (site.distinct() >= threshold) {
            return Finding.Kind.N_PLUS_ONE;
        }
        return site.equal() >= threshold && !text.isVolatile() ? Finding.Kind.REPEATED_READ : null;
    }

    private Finding finding(Finding.Kind kind, Repeats statement, StatementAtSite site) {
        site.findCause(statement.text(), traces.before(statement));
        ResultTrace own = traces.ofItself(statement);
        CallSite place = site.place();
        CauseSearch.Match match = kind == Finding.Kind.REPEATED_READ ? null : site.cause();
        Suggestion suggestion = new Suggestion(statement.text(), site, match, own != null && own.hasSeveralRows());
        return new Finding(
                kind,
                scope,
                statement.source().name(),
                statement.text().shape(),
                site.count(),
                site.distinct(),
                Duration.ofNanos(site.nanos()),
                place == null ? List.of() : place.places(),
                match == null ? null : new Cause(match.trace().text().shape(), match.label()),
                suggestion.of(kind));
    }
}

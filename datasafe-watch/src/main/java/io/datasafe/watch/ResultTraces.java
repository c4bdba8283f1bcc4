package io.datasafe.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The traces of the results of the 8 statements that a scope used last. All results of one statement share a trace;
 * otherwise a loop would evict the result that it iterates over.
 */
final class ResultTraces {
    static final int RESULTS = 8;

    private final Map<Repeats, ResultTrace> traces = new LinkedHashMap<>(RESULTS * 2, 0.75f, true);

    ResultTrace of(Repeats statement, @Nullable ResultTrace shared) {
        ResultTrace trace = traces.get(statement);
        if (trace == null) {
            trace = shared != null ? shared : new ResultTrace(statement.text());
            traces.put(statement, trace);
            if (traces.size() > RESULTS) {
                traces.remove(traces.keySet().iterator().next());
            }
        }
        return trace;
    }

    /** The traces of statements that the scope saw before this one, the most recently used last. */
    List<ResultTrace> before(Repeats statement) {
        List<ResultTrace> before = new ArrayList<>();
        traces.forEach((earlier, trace) -> {
            if (earlier.order() < statement.order()) {
                before.add(trace);
            }
        });
        return before;
    }

    @Nullable
    ResultTrace ofItself(Repeats statement) {
        for (Map.Entry<Repeats, ResultTrace> entry : traces.entrySet()) {
            if (entry.getKey() == statement) {
                return entry.getValue();
            }
        }
        return null;
    }
}

package io.datasafe.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of the statements that were last used in a scope. Results of the same statement are one, or a loop would push out what it runs over. */
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

    /** Those of statements that were new in the scope before this one; the one that was used last comes last. */
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

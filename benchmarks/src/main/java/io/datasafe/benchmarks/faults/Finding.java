package io.datasafe.benchmarks.faults;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a transfer at a contender.
 *
 * @param transfer the transfer
 * @param answer what its caller was told
 * @param attempts how often the work was run
 * @param hit whether the fault has struck
 * @param late what was resolved later, where the answer could not say it
 */
record Finding(
        Transfer transfer,
        Answer answer,
        int attempts,
        boolean hit,
        @Nullable Verdict late) {
    /** Has the server asked what became of it, if the answer came with something that can. */
    Finding asked(DataSource server) {
        Function<DataSource, Verdict> later = answer.later();
        return later == null ? this : new Finding(transfer, answer, attempts, hit, later.apply(server));
    }
}

package io.datasafe.benchmarks.faults;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a contender told its caller.
 *
 * @param verdict what became of the transfer
 * @param later what finds it out later, if the verdict is unknown and the contender hands out something that can
 */
record Answer(Verdict verdict, @Nullable Function<DataSource, Verdict> later) {
    static final Answer COMMITTED = new Answer(Verdict.COMMITTED, null);
    static final Answer ROLLED_BACK = new Answer(Verdict.ROLLED_BACK, null);
    static final Answer UNKNOWN = new Answer(Verdict.UNKNOWN, null);
}

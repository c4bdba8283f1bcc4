package io.datasafe.benchmarks.faults;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a contender told its caller.
 *
 * @param verdict what became of the transfer
 * @param later what finds it out later, if the verdict is unknown and the contender hands out something that can
 */
record Answer(Verdict verdict, @Nullable Callable<Verdict> later) {
    static final Answer COMMITTED = new Answer(Verdict.COMMITTED, null);
    static final Answer ROLLED_BACK = new Answer(Verdict.ROLLED_BACK, null);
    static final Answer UNKNOWN = new Answer(Verdict.UNKNOWN, null);
}

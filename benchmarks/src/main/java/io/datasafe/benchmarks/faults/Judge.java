package io.datasafe.benchmarks.faults;

import org.jspecify.annotations.Nullable;

/** Compares what the caller was told with what the journal says. */
final class Judge {
    private Judge() {}

    /**
     * Judges by the journal of the server that was the primary when the verdict was given.
     *
     * @param then how many rows of the operation that journal holds
     * @param now how many rows the journal holds of the server that is the primary now
     */
    static Count of(Finding finding, int then, int now) {
        Verdict verdict = finding.answer().verdict();
        boolean lost = verdict == Verdict.COMMITTED && then == 0;
        boolean ticket = finding.answer().later() != null;
        return new Count(
                finding.transfer().fault(),
                1,
                one(finding.hit()),
                finding.attempts(),
                one(then > 1),
                one(lost),
                one(isWrong(verdict, then) || isWrong(finding.late(), now)),
                one(verdict == Verdict.UNKNOWN),
                one(ticket),
                one(finding.late() != null && finding.late() != Verdict.UNKNOWN),
                one(verdict == Verdict.COMMITTED && then > 0 && now == 0));
    }

    private static boolean isWrong(@Nullable Verdict verdict, int rows) {
        return verdict == Verdict.COMMITTED && rows == 0 || verdict == Verdict.ROLLED_BACK && rows > 0;
    }

    private static int one(boolean yes) {
        return yes ? 1 : 0;
    }
}

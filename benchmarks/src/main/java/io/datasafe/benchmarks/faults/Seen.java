package io.datasafe.benchmarks.faults;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was seen at one contender.
 *
 * @param bank the contender's bank
 * @param finding of a transfer
 */
record Seen(Bank bank, Finding finding) {
    /** Has those asked that came with something to ask. */
    static List<Seen> asked(List<Seen> all) {
        return all.stream()
                .map(each -> new Seen(each.bank, each.finding.asked(each.bank.way())))
                .toList();
    }

    /** Judges by the books at the time of the verdict, and by those of now. */
    void judge(Map<Bank, Books> then, Map<Bank, Books> now, Scores scores) {
        int rowsThen = Objects.requireNonNull(then.get(bank)).rowsOf(finding);
        int rowsNow = Objects.requireNonNull(now.get(bank)).rowsOf(finding);
        scores.add(bank.entrant(), Judge.of(finding, rowsThen, rowsNow));
    }
}

package io.datasafe.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Transfer TRANSFER = new Transfer(1, 1, 2, 10, FaultKind.REPLY_LOST, 0);

    @Test
    void findsNothingWrongWithWhatIsDoneOnce() {
        assertThat(Judge.of(finding(Answer.COMMITTED, null), 1, 1))
                .isEqualTo(new Count(FaultKind.REPLY_LOST, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void countsWhatIsDoneTwice() {
        assertThat(Judge.of(finding(Answer.COMMITTED, null), 2, 2))
                .extracting(Count::doubled, Count::wrong)
                .containsExactly(1, 0);
    }

    @Test
    void callsLostWhatWasToldToBeDone() {
        assertThat(Judge.of(finding(Answer.COMMITTED, null), 0, 0))
                .extracting(Count::lost, Count::wrong)
                .containsExactly(1, 1);
    }

    @Test
    void callsWrongWhatWasToldNotToBeDone() {
        assertThat(Judge.of(finding(Answer.ROLLED_BACK, null), 1, 1))
                .extracting(Count::lost, Count::wrong)
                .containsExactly(0, 1);
        assertThat(Judge.of(finding(Answer.ROLLED_BACK, null), 0, 0).wrong()).isZero();
    }

    @Test
    void doesNotBlameWhoDidNotKnow() {
        assertThat(Judge.of(finding(Answer.UNKNOWN, null), 1, 1))
                .extracting(Count::unknown, Count::tickets, Count::lost, Count::wrong)
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void judgesByTheServerOfThatTimeAndCountsWhatWentDownWithIt() {
        assertThat(Judge.of(finding(Answer.COMMITTED, null), 1, 0))
                .extracting(Count::lost, Count::wrong, Count::gone)
                .containsExactly(0, 0, 1);
    }

    @Test
    void judgesWhatATicketTellsLater() {
        Answer ticket = new Answer(Verdict.UNKNOWN, server -> Verdict.COMMITTED);

        assertThat(Judge.of(finding(ticket, Verdict.COMMITTED), 1, 1))
                .extracting(Count::unknown, Count::tickets, Count::settled, Count::wrong)
                .containsExactly(1, 1, 1, 0);
        assertThat(Judge.of(finding(ticket, Verdict.COMMITTED), 0, 0).wrong()).isEqualTo(1);
        assertThat(Judge.of(finding(ticket, Verdict.ROLLED_BACK), 1, 1).wrong()).isEqualTo(1);
        assertThat(Judge.of(finding(ticket, Verdict.UNKNOWN), 1, 1))
                .extracting(Count::settled, Count::wrong)
                .containsExactly(0, 0);
    }

    private static Finding finding(Answer answer, @Nullable Verdict late) {
        return new Finding(TRANSFER, answer, 2, true, late);
    }
}

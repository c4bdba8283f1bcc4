package io.datasafe.internal.pg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitFlightTest {
    private static final int PAGE = 8192;
    private static final long SEGMENT = 16 << 20;

    @ParameterizedTest
    @CsvSource({
        "40, 0", // behind the long header of a segment's first page
        "8216, 8192", // behind the short header of a later page
        "24, 0", // no record can end inside the long header, nothing to lose
        "8232, 8232", // 40 into a later page: a record may end there
        "48, 48",
        "8192, 8192",
        "0, 0"
    })
    void goesBackToWhereAReplicaStops(int offset, long expected) {
        long start = 7 * SEGMENT;
        assertThat(CommitFlight.reachable(start + offset, offset, PAGE)).isEqualTo(start + expected);
    }

    @Test
    void isOneStatementText() {
        assertThat(CommitFlight.SQL).doesNotContain("\n").contains("; COMMIT; ");
    }
}

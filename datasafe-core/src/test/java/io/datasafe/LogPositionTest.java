package io.datasafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LogPositionTest {
    @Test
    void isWrittenAsPostgresWritesIt() {
        assertThat(new LogPosition(3, 0x16B3748L)).hasToString("3:0/16B3748");
        assertThat(new LogPosition(1, 0xABCDEF0123456789L).lsnText()).isEqualTo("ABCDEF01/23456789");
    }

    @Test
    void aLaterTimelineIsLaterWhateverTheLsn() {
        assertThat(new LogPosition(2, 1)).isGreaterThan(new LogPosition(1, 100));
    }

    @Test
    void lsnsAreComparedUnsigned() {
        assertThat(new LogPosition(1, 0x8000000000000000L)).isGreaterThan(new LogPosition(1, 1));
        assertThat(new LogPosition(1, 7)).isEqualByComparingTo(new LogPosition(1, 7));
    }

    @Test
    void rejectsATimelineThatCannotBe() {
        assertThatThrownBy(() -> new LogPosition(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeline is 0, must be 1 or more");
    }
}

package io.datasafe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueHashTest {
    @Test
    void theSameNumberIsTheSameInEachType() {
        long hash = ValueHash.of(42L);
        assertThat(ValueHash.of((Object) 42L)).isEqualTo(hash);
        assertThat(ValueHash.of(42)).isEqualTo(hash);
        assertThat(ValueHash.of((Object) (short) 42)).isEqualTo(hash);
        assertThat(ValueHash.of((Object) (byte) 42)).isEqualTo(hash);
        assertThat(ValueHash.of("42")).isEqualTo(hash);
        assertThat(ValueHash.of(new BigDecimal("42.00"))).isEqualTo(hash);
        assertThat(ValueHash.of(BigInteger.valueOf(42))).isEqualTo(hash);
        assertThat(ValueHash.of("-42")).isEqualTo(ValueHash.of(-42L));
    }

    @Test
    void textThatOnlyLooksLikeANumberIsNone() {
        assertThat(ValueHash.of("042")).isNotEqualTo(ValueHash.of(42L));
        assertThat(ValueHash.of("4x")).isNotEqualTo(ValueHash.of(4L));
        assertThat(ValueHash.of("-")).isNotEqualTo(ValueHash.of(""));
        assertThat(ValueHash.of("4 ")).isNotEqualTo(ValueHash.of("4"));
        assertThat(ValueHash.of("1234567890123456789")).isNotEqualTo(ValueHash.of(1234567890123456789L));
        assertThat(ValueHash.of(new BigDecimal("1e999999999")))
                .isNotEqualTo(ValueHash.of(new BigDecimal("1e999999998")));
        assertThat(ValueHash.of(new BigDecimal("1.5"))).isNotEqualTo(ValueHash.of(1L));
    }

    @Test
    void aUuidIsTheSameAsItsText() {
        UUID id = UUID.randomUUID();
        assertThat(ValueHash.of(id.toString())).isEqualTo(ValueHash.of(id));
        assertThat(ValueHash.of("x".repeat(36))).isNotEqualTo(ValueHash.of("y".repeat(36)));
    }

    @Test
    void othersAreToldApart() {
        assertThat(ValueHash.of(new byte[] {1, 2}))
                .isEqualTo(ValueHash.of(new byte[] {1, 2}))
                .isNotEqualTo(ValueHash.of(new byte[] {1}));
        assertThat(ValueHash.of(LocalDate.EPOCH)).isNotEqualTo(ValueHash.of(LocalDate.MAX));
        assertThat(ValueHash.of((Object) null)).isEqualTo(ValueHash.NULL);
    }
}

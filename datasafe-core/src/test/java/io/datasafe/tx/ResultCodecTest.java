package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultCodecTest {
    static List<Object> values() {
        return List.of(
                "text",
                "",
                true,
                (short) 7,
                7,
                Long.MIN_VALUE,
                0.1,
                new BigInteger("99999999999999999999"),
                new BigDecimal("1.50"),
                UUID.randomUUID(),
                Instant.parse("2026-11-21T06:00:00.123456Z"),
                LocalDate.of(2026, 11, 21),
                LocalDateTime.of(2026, 11, 21, 6, 0, 1),
                OffsetDateTime.parse("2026-11-21T06:00:00.5+02:00"),
                Resolution.COMMITTED);
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenIsRead(Object value) {
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @SuppressWarnings("unchecked")
    private static <T> Object roundTrip(T value) {
        ResultCodec<T> stored = ResultCodec.of((Class<T>) value.getClass());
        return stored.read(stored.write(value));
    }

    @Test
    void bytesAndNothingToo() {
        ResultCodec<byte[]> bytes = ResultCodec.of(byte[].class);
        assertThat(bytes.read(bytes.write(new byte[] {0, -1, 7}))).containsExactly(0, -1, 7);
        assertThat(ResultCodec.of(Void.class).read(null)).isNull();
        assertThat(ResultCodec.of(Void.class).write(null)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultCodec.of(Void.class).read("x"));
    }

    @Test
    void aConstantThatIsGoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultCodec.of(Resolution.class).read("MAYBE"))
                .withMessageContaining("has no constant MAYBE any more");
    }
}

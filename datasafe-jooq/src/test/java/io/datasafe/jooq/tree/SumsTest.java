package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jooq.types.ULong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a number is worth, and how sums go up. */
class SumsTest {
    @Test
    void everyNumberIsWorthItsDigits() {
        assertThat(List.<Number>of(
                        (byte) -1,
                        (short) 2,
                        3,
                        Long.MIN_VALUE,
                        BigInteger.TWO.pow(80),
                        new BigDecimal("1.50"),
                        0.1f,
                        0.1,
                        ULong.valueOf("18446744073709551615")))
                .extracting(Sums::exact)
                .extracting(BigDecimal::toPlainString)
                .containsExactly(
                        "-1",
                        "2",
                        "3",
                        "-9223372036854775808",
                        "1208925819614629174706176",
                        "1.50",
                        "0.1",
                        "0.1",
                        "18446744073709551615");
        assertThat(Sums.exact(null)).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteHasNoSum(double value) {
        assertThatThrownBy(() -> Sums.exact(value))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("leave it out");
        assertThatThrownBy(() -> Sums.exact((float) value)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void eachSumGoesToItsParentOnce() {
        Sums sums = new Sums();
        for (int value : new int[] {1, 10, 100, 1000}) {
            sums.add(value);
        }
        sums.rollUp(new ParentLinks(new int[] {2, 0, ParentLinks.NONE, 0}));
        assertThat(List.of(sums.of(0), sums.of(1), sums.of(2), sums.of(3)))
                .extracting(BigDecimal::intValueExact)
                .containsExactly(1011, 10, 1111, 1000);
    }
}

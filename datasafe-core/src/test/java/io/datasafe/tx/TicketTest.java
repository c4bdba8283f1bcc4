package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTest {
    private static final Ticket TICKET = new Ticket("pay: \"now\"", -7, 3, 1_795_246_462_477_030L, -1);

    @Test
    void itsTextIsReadAgain() {
        assertThat(TICKET)
                .hasToString("datasafe:1:18446744073709551609:3:1795246462477030:18446744073709551615:pay: \"now\"");
        assertThat(Ticket.parse(TICKET.toString())).isEqualTo(TICKET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pay",
                "datasafe:1:1:1:1:1",
                "datasafe:1:1:1:1:1:",
                "datasafe:2:1:1:1:1:pay",
                "datasafe:1:1:99999999999:1:1:pay",
                "datasafe:1:1:1:1:18446744073709551616:pay",
                "datasafe:1:1:0:1:1:pay"
            })
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ticket.parse(text));
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ticket(" ", 1, 1, 1, 1))
                .withMessageContaining("transaction is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TICKET.resolve(WrappingDataSource.hiding(null), Duration.ofSeconds(-1)))
                .withMessageContaining("within is PT-1S, must be 0 to 24 hours");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TICKET.resolve(WrappingDataSource.hiding(null), Duration.ofDays(2)));
    }
}

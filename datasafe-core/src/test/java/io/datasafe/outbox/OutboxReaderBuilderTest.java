package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxReaderBuilderTest {
    private static final DataSource NOWHERE = (DataSource) Proxy.newProxyInstance(
            OutboxReaderBuilderTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (p, m, a) -> {
                throw new AssertionError("bad configuration is found before anybody connects");
            });

    static List<Arguments> bad() {
        return List.of(
                reader(r -> r.batch(0), "batch is 0, must be 1 to 10000"),
                reader(r -> r.batch(10_001), "batch is 10001, must be 1 to 10000"),
                reader(r -> r.poll(Duration.ZERO), "poll is PT0S, must be PT0.001S to PT1H"),
                reader(r -> r.poll(Duration.ofHours(2)), "poll is PT2H, must be PT0.001S to PT1H"),
                reader(r -> r.lease(Duration.ofMillis(999)), "lease is PT0.999S, must be PT1S to PT1H"),
                reader(r -> r.attempts(0), "attempts is 0, must be 1 to 1000"),
                reader(
                        r -> r.backoff(Duration.ofSeconds(-1), Duration.ofSeconds(1)),
                        "first is PT-1S, must be PT0.001S to PT24H"),
                reader(
                        r -> r.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                        "max is PT1S, must be PT2S to PT24H"),
                reader(r -> r.closeWithin(Duration.ofSeconds(-1)), "closeWithin is PT-1S, must be PT0S to PT1H"),
                reader(r -> r.name(" "), "name is blank, must be a name such as \"mail\""),
                reader(
                        OutboxReaderBuilder::topics,
                        "topics is empty: pass at least one, or omit topics(..) to read all"),
                reader(r -> r.topics("a", ""), "topic is blank, must be a name such as \"order\""),
                reader(
                        r -> r.channel("a b"),
                        "channel is a b, must be name as in SQL: letters, digits and _, or else in double quotes, such as \"Order Lines\""),
                reader(
                        r -> r.lease(Duration.ofSeconds(3))
                                .poll(Duration.ofSeconds(2))
                                .start(),
                        "lease is PT3S, must be at least twice poll, which is PT2S: an idle reader renews its lease when it polls"),
                bell(b -> b.every(Duration.ofHours(2)), "every is PT2H, must be PT0S to PT1H"),
                bell(
                        b -> b.channel("x".repeat(64)),
                        "channel is " + "x".repeat(64) + ", and \"" + "x".repeat(64)
                                + "\" has 64 bytes, which is longer than the 63 bytes of a PostgreSQL name: the server would cut it off"),
                bell(
                        b -> b.threads(task -> null).start(),
                        "threads returned null for datasafe-outbox-bell-datasafe_outbox: the factory must create a thread for each task"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badConfigurationIsRefusedWithPropertyValueAndRange(Runnable configuration, String message) {
        assertThatThrownBy(configuration::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1a", "a.b.c", "a;", "\"a", ".a"})
    void whatIsNoNameOfATableIsRefused(String table) {
        assertThatThrownBy(() -> OutboxTable.ddl(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table is " + table + ", must be [schema.]name as in SQL");
        assertThatThrownBy(() -> OutboxReader.on(NOWHERE, m -> {}).table(table))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Outbox.of(NOWHERE).table(table)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingThatIsRequiredMayBeNull() {
        assertThatThrownBy(() -> OutboxReader.on(null, m -> {}))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("dataSource");
        assertThatThrownBy(() -> OutboxReader.on(NOWHERE, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("handler");
        assertThatThrownBy(() -> OutboxBell.on(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("dataSource");
        assertThatThrownBy(() -> Outbox.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("dataSource");
    }

    @Test
    void theDdlNamesBothTables() {
        assertThat(OutboxTable.ddl("shop.mail"))
                .contains(
                        "EXISTS \"shop\".\"mail\" (",
                        "EXISTS \"shop\".\"mail_reader\" (",
                        "EXISTS \"mail_waiting\" ON \"shop\".\"mail\" ");
        assertThat(OutboxTable.ddl()).isEqualTo(OutboxTable.ddl("datasafe_outbox"));
    }

    private static Arguments reader(Consumer<OutboxReaderBuilder> configuration, String message) {
        Runnable run = () -> configuration.accept(OutboxReader.on(NOWHERE, m -> {}));
        return Arguments.of(run, message);
    }

    private static Arguments bell(Consumer<OutboxBellBuilder> configuration, String message) {
        Runnable run = () -> configuration.accept(OutboxBell.on(NOWHERE));
        return Arguments.of(run, message);
    }
}

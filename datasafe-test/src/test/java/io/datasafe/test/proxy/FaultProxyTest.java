package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    @Test
    void rejectsAPortOutOfRange() {
        rejects(() -> FaultProxy.on("127.0.0.1", 0), "port 0 of the target is not between 1 and 65535");
        rejects(() -> FaultProxy.on("127.0.0.1", 65_536), "port 65536");
        rejects(() -> FaultProxy.on("127.0.0.1", 1).listenOn(-1), "port -1 to listen on");
        rejects(() -> FaultProxy.on("127.0.0.1", 1).listenOn(65_536), "port 65536 to listen on");
    }

    @Test
    void rejectsADelayOutOfRange() throws IOException {
        FaultProxyBuilder builder = FaultProxy.on("127.0.0.1", 1);
        rejects(() -> builder.delay(Duration.ofMillis(-1)), "delay to the server PT-0.001S is not between zero and");
        rejects(() -> builder.delay(Duration.ZERO, Duration.ofHours(2)), "delay to the client PT2H");
        try (ServerSocket target = new ServerSocket(0);
                FaultProxy proxy = FaultProxy.start("127.0.0.1", target.getLocalPort())) {
            rejects(() -> proxy.delay(Duration.ofNanos(-1)), "delay to the server");
            rejects(() -> proxy.on(Trigger.connect()).delay(Duration.ofNanos(-1)), "extra delay");
        }
    }

    @Test
    void rejectsAConnectTimeoutOutOfRange() {
        FaultProxyBuilder builder = FaultProxy.on("127.0.0.1", 1);
        rejects(() -> builder.connectTimeout(Duration.ZERO), "connectTimeout PT0S is not between 1 ms and 1 hour");
        rejects(() -> builder.connectTimeout(Duration.ofHours(2)), "connectTimeout PT2H");
    }

    @Test
    void rejectsANumberOfTimesOutOfRange() throws IOException {
        try (ServerSocket target = new ServerSocket(0);
                FaultProxy proxy = FaultProxy.start("127.0.0.1", target.getLocalPort())) {
            rejects(() -> proxy.on(Trigger.connect()).times(0), "times 0");
            rejects(() -> proxy.on(Trigger.connect()).skip(-1), "skip -1");
            rejects(() -> RoundTrips.on(proxy).exactly(-1), "round trips -1");
            rejects(() -> RoundTrips.on(proxy).atMost(-1), "round trips -1");
            rejects(() -> RoundTrips.on(proxy).statements(-1), "statements -1");
        }
    }

    @Test
    void rejectsTriggersThatMeanNothing() {
        rejects(() -> Trigger.statement(0), "statement number 0");
        rejects(() -> Trigger.statementContaining(""), "Trigger.statement()");
        rejects(() -> Trigger.reply(""), "command tag is empty");
    }

    @Test
    void failsAtOnceIfTheTargetIsNotThere() throws IOException {
        int port;
        try (ServerSocket target = new ServerSocket(0)) {
            port = target.getLocalPort();
        }
        assertThatThrownBy(() -> FaultProxy.start("127.0.0.1", port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot reach its target 127.0.0.1:" + port);
        rejects(() -> FaultProxy.start("no-such-host.invalid", 5432), "host \"no-such-host.invalid\" of the target");
    }

    @Test
    void failsAtOnceIfThePortIsTaken() throws IOException {
        try (ServerSocket target = new ServerSocket(0)) {
            FaultProxyBuilder builder =
                    FaultProxy.on("127.0.0.1", target.getLocalPort()).listenOn(target.getLocalPort());
            assertThatThrownBy(builder::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on port " + target.getLocalPort())
                    .hasMessageContaining("Use port 0");
        }
    }

    @Test
    void listensOnTheChosenPortAgainAfterRefusing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ServerSocket target = new ServerSocket(0);
                FaultProxy proxy = FaultProxy.on("127.0.0.1", target.getLocalPort())
                        .listenOn(port)
                        .start()) {
            assertThat(proxy.port()).isEqualTo(port);
            proxy.refuse();
            try (ServerSocket thief = new ServerSocket()) {
                thief.setReuseAddress(false);
                assertThatThrownBy(() -> thief.bind(proxy.address())).isInstanceOf(BindException.class);
            }
            proxy.accept();
            assertThat(proxy.port()).isEqualTo(port);
        }
    }

    @Test
    void namesBothAddresses() throws IOException {
        try (ServerSocket target = new ServerSocket(0);
                FaultProxy proxy = FaultProxy.start("127.0.0.1", target.getLocalPort())) {
            assertThat(proxy)
                    .hasToString("FaultProxy 127.0.0.1:" + proxy.port() + " -> /127.0.0.1:" + target.getLocalPort());
            assertThat(proxy.jdbcUrl("my db")).isEqualTo("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/my+db");
        }
    }

    private static void rejects(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}

package io.datasafe.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import io.datasafe.tx.CapturedLog;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private record Happened() implements Event {}

    @Test
    void whatAListenerThrowsIsLoggedAndGoesNoFurther() {
        AssertionError thrown = new AssertionError("listener");
        try (CapturedLog log = new CapturedLog()) {
            Listeners.tell(
                    event -> {
                        throw thrown;
                    },
                    new Happened());
            assertThat(log.records()).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).isEqualTo("the listener failed on Happened");
                assertThat(record.getThrown()).isSameAs(thrown);
            });
        }
    }

    @Test
    void aLogThatFailsTooHarmsNobody() {
        Logger log = Logger.getLogger("io.datasafe");
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                throw new StackOverflowError();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(broken);
        try {
            Listeners.tell(
                    event -> {
                        throw new AssertionError("listener");
                    },
                    new Happened());
        } finally {
            log.removeHandler(broken);
        }
    }
}

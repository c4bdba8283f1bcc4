package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartupTest {
    private final AtomicInteger refusals = new AtomicInteger();

    @Test
    void refusesEncryptionUntilASessionIsAskedFor() throws IOException {
        byte[] session = packet(196608, "user|ann|database|shop||");
        Startup startup = read(Frames.join(packet(80877104, ""), packet(80877103, ""), session));
        assertThat(refusals).hasValue(2);
        assertThat(startup.packet()).isEqualTo(session);
        assertThat(startup.isCancel()).isFalse();
        assertThat(startup.parameters()).isEqualTo(Map.of("user", "ann", "database", "shop"));
    }

    @Test
    void knowsACancelRequest() throws IOException {
        Startup startup = read(packet(80877102, "12345678"));
        assertThat(startup.isCancel()).isTrue();
        assertThat(startup.parameters()).isEmpty();
    }

    @Test
    void rejectsWhatIsNoStartup() {
        assertThatThrownBy(() -> read("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("it says that it is 1195725856 bytes long");
        assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 4, 0, 0, 0, 0})).isInstanceOf(ProtocolException.class);
    }

    private Startup read(byte[] bytes) throws IOException {
        return Startup.read(new ByteArrayInputStream(bytes), refusals::incrementAndGet);
    }

    private static byte[] packet(int code, String parameters) {
        byte[] body = parameters.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .putInt(code)
                .put(body)
                .array();
    }
}

package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBufferTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1_000_000})
    void passesEveryByteHoweverTheyArrive(int step) throws IOException {
        byte[] sent = Frames.join(
                Frames.message('Q', "select 1|"),
                Frames.message('S', ""),
                Frames.message('d', "x".repeat(100_000)),
                Frames.message('X', ""));
        MessageBuffer buffer = buffer(sent, step, type -> 64);
        StringBuilder types = new StringBuilder();
        while (buffer.next()) {
            types.append(buffer.type());
            buffer.pass();
        }
        assertThat(types).hasToString("QSdX");
        assertThat(out.toByteArray()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 1_000_000})
    void swallowsWholeMessages(int step) throws IOException {
        byte[] sent = Frames.join(
                Frames.message('Q', "first|"), Frames.message('d', "x".repeat(50_000)), Frames.message('Q', "last|"));
        MessageBuffer buffer = buffer(sent, step, type -> 8);
        while (buffer.next()) {
            if (buffer.type() == 'd') {
                buffer.skip();
            } else {
                buffer.pass();
            }
        }
        assertThat(out.toByteArray())
                .isEqualTo(Frames.join(Frames.message('Q', "first|"), Frames.message('Q', "last|")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 1_000_000})
    void letsDeferredMessagesShareTheFateOfTheNext(int step) throws IOException {
        byte[] kept = Frames.join(Frames.message('P', "|a|"), Frames.message('B', "||"), Frames.message('E', "|keep"));
        byte[] lost = Frames.join(Frames.message('P', "|b|"), Frames.message('B', "||"), Frames.message('E', "|lose"));
        MessageBuffer buffer = buffer(Frames.join(kept, lost, kept), step, type -> 100);
        while (buffer.next()) {
            if (buffer.type() != 'E') {
                buffer.defer();
            } else if (text(buffer).equals("lose")) {
                buffer.skip();
            } else {
                buffer.pass();
            }
        }
        assertThat(out.toByteArray()).isEqualTo(Frames.join(kept, kept));
    }

    @Test
    void doesNotDeferWhatIsTooLarge() throws IOException {
        byte[] bind = Frames.message('B', "x".repeat(70_000));
        MessageBuffer buffer = buffer(Frames.join(bind, Frames.message('E', "|")), 1_000_000, type -> 10);
        assertThat(buffer.next()).isTrue();
        buffer.defer();
        assertThat(buffer.next()).isTrue();
        buffer.skip();
        assertThat(buffer.next()).isFalse();
        assertThat(out.toByteArray()).isEqualTo(bind);
    }

    @Test
    void givesOutWhatWasDeferredWhenTheStreamEnds() throws IOException {
        byte[] sent = Frames.message('P', "|a|");
        MessageBuffer buffer = buffer(sent, 3, type -> 10);
        assertThat(buffer.next()).isTrue();
        buffer.defer();
        assertThat(buffer.next()).isFalse();
        assertThat(out.toByteArray()).isEqualTo(sent);
    }

    @Test
    void keepsABurstABurst() throws IOException {
        byte[] sent = Frames.join(Frames.message('1', ""), Frames.message('2', ""), Frames.message('Z', "I"));
        MessageBuffer buffer = buffer(sent, 1_000_000, type -> 10);
        while (buffer.next()) {
            buffer.pass();
        }
        assertThat(writes).containsExactly(sent.length);
    }

    @Test
    void showsNoMoreOfABodyThanWasAskedFor() throws IOException {
        MessageBuffer buffer = buffer(Frames.message('Q', "select 1|"), 2, type -> 6);
        assertThat(buffer.next()).isTrue();
        assertThat(buffer.body().string()).isEqualTo("select");
        buffer.pass();
        assertThat(buffer.next()).isFalse();
    }

    @Test
    void readsNamesNumbersAndCharacters() {
        MessageBuffer.Body body =
                new MessageBuffer.Body(Frames.join(Frames.message('Z', "name|rest")), 1, 5 + "name|rest".length());
        assertThat(body.int32()).isEqualTo(13);
        assertThat(body.string()).isEqualTo("name");
        assertThat(body.character()).isEqualTo('r');
        assertThat(body.string()).isEqualTo("est");
        assertThat(body.string()).isEmpty();
        assertThat(body.character()).isEqualTo('\0');
        assertThat(body.int32()).isZero();
    }

    @Test
    void tellsAnEndInsideAMessageFromAnEndBetweenTwo() throws IOException {
        byte[] whole = Frames.message('Q', "select 1|");
        MessageBuffer buffer = buffer(java.util.Arrays.copyOf(whole, whole.length - 1), 4, type -> 100);
        assertThatThrownBy(buffer::next).isInstanceOf(EOFException.class);
        assertThat(buffer(new byte[0], 1, type -> 0).next()).isFalse();
    }

    @Test
    void rejectsWhatIsNoMessage() {
        MessageBuffer buffer = buffer(new byte[] {'Q', 0, 0, 0, 3}, 5, type -> 0);
        assertThatThrownBy(buffer::next)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("type 0x51 says that it is 3 bytes long");
    }

    private MessageBuffer buffer(byte[] sent, int step, MessageBuffer.Interest interest) {
        return new MessageBuffer(Frames.dribble(sent, step), interest, (bytes, offset, length) -> {
            out.write(bytes, offset, length);
            writes.add(length);
        });
    }

    private static String text(MessageBuffer buffer) {
        MessageBuffer.Body body = buffer.body();
        body.string();
        return body.string();
    }
}

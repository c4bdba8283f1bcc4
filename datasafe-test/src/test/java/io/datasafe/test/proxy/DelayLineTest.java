package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong delay = new AtomicLong();
    private final Valve valve = new Valve(new Signal());
    private final ProxyThreads crew = new ProxyThreads();
    private final CompletableFuture<IOException> broken = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private DelayLine line = line(out);

    @AfterEach
    void close() {
        line.close();
        crew.awaitEnd();
    }

    @Test
    void writesInTheSendersThreadWhileThereIsNoDelay() throws IOException {
        send("now");
        assertThat(out).hasToString("now");
        line.end(ended::countDown);
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void keepsTheOrderWhenTheDelayShrinks() throws Exception {
        delay.set(Duration.ofMillis(20).toNanos());
        send("a");
        delay.set(0);
        send("b");
        line.end(ended::countDown);
        ended.await();
        assertThat(out).hasToString("ab");
    }

    @Test
    void keepsTheOrderBehindAnExtraDelay() throws Exception {
        line.delayFromHere(Duration.ofMillis(20));
        send("a");
        send("b");
        line.end(ended::countDown);
        ended.await();
        assertThat(out).hasToString("ab");
    }

    @Test
    void goesBackToTheSendersThreadAfterTheDelay() throws Exception {
        delay.set(1);
        send("a");
        line.end(ended::countDown);
        ended.await();
        delay.set(0);
        send("b");
        assertThat(out).hasToString("ab");
    }

    @Test
    void writesNothingWhileTheValveIsShut() throws Exception {
        valve.shut();
        delay.set(1);
        send("a");
        line.end(ended::countDown);
        assertThat(out.size()).isZero();
        valve.open();
        ended.await();
        assertThat(out).hasToString("a");
    }

    @Test
    void forgetsWhatIsUnderWayAndStillEnds() throws Exception {
        delay.set(Duration.ofHours(1).toNanos());
        send("a");
        line.end(ended::countDown);
        line.discard();
        ended.await();
        send("b");
        CountDownLatch endedAgain = new CountDownLatch(1);
        line.end(endedAgain::countDown);
        endedAgain.await();
        assertThat(out.size()).isZero();
    }

    @Test
    void makesTheSenderWaitOnceTheWindowIsFull() throws Exception {
        delay.set(Duration.ofHours(1).toNanos());
        Thread sender = new Thread(() -> {
            try {
                byte[] mebibyte = new byte[1024 * 1024];
                for (int i = 0; i < 20; i++) {
                    line.send(mebibyte, 0, mebibyte.length);
                }
            } catch (IOException e) {
                broken.complete(e);
            }
        });
        sender.start();
        while (sender.getState() != Thread.State.WAITING) {
            assertThat(sender.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        line.discard();
        sender.join();
        assertThat(broken).isNotDone();
    }

    @Test
    void saysThatItCanWriteNoMore() throws Exception {
        line = line(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("on purpose");
            }
        });
        delay.set(1);
        send("a");
        assertThat(broken.get()).hasMessage("on purpose");
    }

    private DelayLine line(OutputStream to) {
        return new DelayLine("delay-line-test", to, delay::get, valve, crew, broken::complete);
    }

    private void send(String text) throws IOException {
        line.send(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }
}

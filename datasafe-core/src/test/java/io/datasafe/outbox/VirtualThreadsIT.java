package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.Listening;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsIT {
    @Test
    void readerEarAndBellRunOnVirtualThreadsAndAreInterruptedCleanly() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory virtual = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        try (OutboxDatabase outbox = OutboxDatabase.open()) {
            OutboxReader reader = outbox.start(outbox.reader()
                    .threads(virtual)
                    .listen(outbox.throughProxy())
                    .closeWithin(java.time.Duration.ZERO));
            OutboxBell bell = OutboxBell.on(outbox.pool()).threads(virtual).start();
            outbox.mailbox.awaitEvent(LeaseTaken.class);
            outbox.mailbox.awaitEvent(Listening.class);
            outbox.write("a", "a1");
            bell.ring();
            outbox.mailbox.awaitDelivered("a1");
            Mailbox.Held held = outbox.mailbox.hold("a2");
            outbox.write("a", "a2");
            held.await();
            bell.close();
            reader.close();
            assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a2");
            assertThat(outbox.db.query("SELECT token FROM datasafe_outbox_reader"))
                    .containsExactly((String) null);
        }
    }
}

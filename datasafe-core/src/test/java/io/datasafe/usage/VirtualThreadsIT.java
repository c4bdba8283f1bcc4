package io.datasafe.usage;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Resolved;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads, found at run time: the class files are for Java 17. */
class VirtualThreadsIT {
    private static final int THREADS = 10_000;

    @TempDir
    Path directory;

    @BeforeEach
    void needsVirtualThreads() {
        assumeTrue(
                Runtime.version().feature() >= 21,
                () -> "virtual threads need Java 21 or later, and this is " + Runtime.version());
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @Test
    void tenThousandShareAPoolOfEightAndNoneIsPinned() throws Exception {
        try (PooledDatabase db = PooledDatabase.open(config -> {
            config.setMaximumPoolSize(8);
            config.setConnectionTimeout(120_000);
        })) {
            db.execute("CREATE TABLE item (id int)");
            Transactions tx = Transactions.of(db.pool()).resolvable();
            AtomicInteger hooks = new AtomicInteger();
            ExecutorService executor = virtualThreads();
            // The JVM pins who waits for a class that another thread loads: that is done before.
            executor.submit(() -> tx.call(t -> {
                        t.afterCommit("load classes", () -> {});
                        execute(t.connection(), "INSERT INTO item SELECT 1 WHERE false");
                        return 0;
                    }))
                    .get();
            Recording recording = new Recording();
            List<Future<Boolean>> left = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String insert = "INSERT INTO item VALUES (" + i + ")";
                left.add(executor.submit(() -> {
                    tx.run(t -> {
                        t.afterCommit("count", hooks::incrementAndGet);
                        execute(t.connection(), insert);
                    });
                    return tx.current().isPresent();
                }));
            }
            for (Future<Boolean> each : left) {
                assertThat(each.get())
                        .as("a transaction is left behind on its thread")
                        .isFalse();
            }
            executor.shutdown();
            assertThat(recording.pinnedInDatasafe(directory.resolve("pinned.jfr")))
                    .isEmpty();
            assertThat(hooks).hasValue(THREADS);
            assertThat(db.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM item"))
                    .containsExactly(THREADS + " " + THREADS);
        }
    }

    /** An interrupt closes the socket that a virtual thread waits on; what became of the transaction is found out all the same. */
    @Test
    void anInterruptDuringCommitIsResolved() throws Exception {
        try (PooledDatabase db = PooledDatabase.open(2)) {
            db.execute("CREATE TABLE item (id int)");
            List<Event> events = new CopyOnWriteArrayList<>();
            Transactions tx =
                    Transactions.on(db.pool()).listener(events::add).build().resolvable();
            Hold reply = db.proxy().on(Trigger.commitReply()).hold();
            ExecutorService executor = virtualThreads();
            Future<Boolean> interrupted = executor.submit(() -> {
                tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
                return Thread.currentThread().isInterrupted();
            });
            reply.await();
            executor.shutdownNow();
            assertThat(interrupted.get()).as("the interrupt is kept").isTrue();
            assertThat(events).anyMatch(e -> e instanceof Resolved resolved && resolved.committed());
            assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        }
    }

    /** Neither a virtual thread's scope on another thread, nor another thread's on a virtual one, whatever carries them. */
    @Test
    void aScopeStaysOnItsVirtualThread() throws Exception {
        try (PooledDatabase db = PooledDatabase.open(2)) {
            db.execute("CREATE TABLE item (id int)");
            Transactions tx = Transactions.of(db.pool());
            ExecutorService executor = virtualThreads();
            Callable<Void> fromHere = () -> tx.call(t -> refusedOn(executor, tx, t));
            fromHere.call();
            executor.submit(fromHere).get();
            executor.shutdown();
            assertThat(db.query("SELECT id FROM item")).containsExactly("1", "1");
        }
    }

    private static Void refusedOn(ExecutorService executor, Transactions tx, Tx t) throws Exception {
        execute(t.connection(), "INSERT INTO item VALUES (1)");
        Connection handle = t.connection();
        Throwable caught = executor.submit(() -> {
                    assertThat(tx.current()).isEmpty();
                    return catchThrowable(() -> execute(handle, "INSERT INTO item VALUES (2)"));
                })
                .get();
        assertThat(caught)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a transaction stays on its thread");
        return null;
    }

    /** A flight recording of pinned virtual threads; by reflection, because core's module does not read jdk.jfr. */
    private static final class Recording {
        private final Class<?> type = Class.forName("jdk.jfr.Recording");
        private final Object recording = type.getConstructor().newInstance();

        Recording() throws ReflectiveOperationException {
            Object settings = type.getMethod("enable", String.class).invoke(recording, "jdk.VirtualThreadPinned");
            Class<?> settingsType = Class.forName("jdk.jfr.EventSettings");
            settingsType.getMethod("withoutThreshold").invoke(settings);
            settingsType.getMethod("withStackTrace").invoke(settings);
            type.getMethod("start").invoke(recording);
        }

        List<String> pinnedInDatasafe(Path file) throws Exception {
            type.getMethod("stop").invoke(recording);
            type.getMethod("dump", Path.class).invoke(recording, file);
            type.getMethod("close").invoke(recording);
            assertThat(Files.size(file)).isPositive();
            List<?> pinned = (List<?>) Class.forName("jdk.jfr.consumer.RecordingFile")
                    .getMethod("readAllEvents", Path.class)
                    .invoke(null, file);
            return pinned.stream()
                    .map(Object::toString)
                    .filter(event -> event.contains("io.datasafe.tx") || event.contains("io.datasafe.internal"))
                    // Once for each class: the JVM's own, which no code can avoid.
                    .filter(event ->
                            !event.contains("jdk.internal.loader") && !event.contains("Waited for initialization"))
                    .toList();
        }
    }
}

package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Receives the messages and events of readers, fails or holds those it is told to, and lets a test wait for what it needs. */
final class Mailbox implements MessageHandler, DatasafeListener {
    private static final long PATIENCE_SECONDS = 60;

    /** A call of the handler that does not return before it is let go. */
    static final class Held {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void await() throws InterruptedException {
            if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the message was not delivered");
            }
        }

        void release() {
            released.countDown();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Message> messages = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Throwable> failures = new HashMap<>();
    private final Map<String, Held> holds = new HashMap<>();
    private final Map<String, Runnable> actions = new HashMap<>();

    /** Fails each delivery of this payload, until {@link #accept}. */
    Mailbox fail(String payload, Throwable failure) {
        return with(() -> {
            failures.put(payload, failure);
            return this;
        });
    }

    void accept(String payload) {
        with(() -> failures.remove(payload));
    }

    /** Holds the next delivery of this payload. */
    Held hold(String payload) {
        Held held = new Held();
        with(() -> holds.put(payload, held));
        return held;
    }

    /** Does something while this payload is delivered. */
    void whenDelivered(String payload, Runnable action) {
        with(() -> actions.put(payload, action));
    }

    @Override
    public void handle(Message message) throws Exception {
        Held held = with(() -> holds.remove(message.payload()));
        if (held != null) {
            held.begun.countDown();
            held.released.await();
        }
        Runnable action = with(() -> actions.remove(message.payload()));
        if (action != null) {
            action.run();
        }
        Throwable failure = with(() -> failures.get(message.payload()));
        if (failure != null) {
            MailboxThrower.<RuntimeException>sneak(failure);
        }
        change(() -> messages.add(message));
    }

    @Override
    public void on(Event event) {
        change(() -> events.add(event));
    }

    /** The payloads in the order of their delivery. */
    List<String> payloads() {
        return with(() -> messages.stream().map(Message::payload).toList());
    }

    List<Message> messages() {
        return with(() -> List.copyOf(messages));
    }

    <E extends Event> List<E> events(Class<E> type) {
        return with(
                () -> events.stream().filter(type::isInstance).map(type::cast).toList());
    }

    void awaitDelivered(int count) throws InterruptedException {
        await("messages, not " + count + " delivered", box -> box.messages.size() >= count);
    }

    void awaitDelivered(String payload) throws InterruptedException {
        await(
                "messages, among them no " + payload,
                box -> box.messages.stream().anyMatch(m -> m.payload().equals(payload)));
    }

    <E extends Event> E awaitEvent(Class<E> type) throws InterruptedException {
        return awaitEvents(type, 1).get(0);
    }

    <E extends Event> List<E> awaitEvents(Class<E> type, int count) throws InterruptedException {
        await(
                "events, of which not " + count + " " + type.getSimpleName(),
                box -> box.events.stream().filter(type::isInstance).count() >= count);
        return events(type);
    }

    private void await(String what, Function<Mailbox, Boolean> condition) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lockInterruptibly();
        try {
            while (!condition.apply(this)) {
                if (nanos <= 0) {
                    throw new AssertionError(what + ": " + messages + ", " + events);
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        with(() -> {
            change.run();
            changed.signalAll();
            return this;
        });
    }

    private <T> T with(java.util.function.Supplier<T> access) {
        lock.lock();
        try {
            return access.get();
        } finally {
            lock.unlock();
        }
    }

    private static final class MailboxThrower {
        @SuppressWarnings("unchecked")
        static <X extends Throwable> void sneak(Throwable failure) throws X {
            throw (X) failure;
        }
    }
}

package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.Event;
import io.datasafe.tx.TransactionEvent.GaveUp;
import io.datasafe.tx.TransactionEvent.Retrying;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the transactions of a test have reported. */
final class EventLog implements DatasafeListener {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(Event event) {
        events.add(event);
    }

    List<Event> events() {
        return events;
    }

    <E extends Event> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** SQLSTATE and reason of each retry, such as {@code "40001 CONFLICT"}. */
    List<String> retries() {
        return of(Retrying.class).stream()
                .map(r -> r.sqlState() + " " + r.reason())
                .toList();
    }

    /** Reason, number of runs and SQLSTATE, such as {@code "ATTEMPTS after 10: 40001"}. */
    List<String> gaveUp() {
        return of(GaveUp.class).stream()
                .map(g -> g.reason() + " after " + g.attempts() + ": " + g.sqlState())
                .toList();
    }
}

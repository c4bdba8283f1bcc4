package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.sqlstate.SqlState;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a contender reports. Thread-safe. */
final class Tally {
    private final LongAdder attempts = new LongAdder();
    private final AtomicInteger mostAttempts = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final AtomicInteger resolvedToCommitted = new AtomicInteger();
    private final AtomicInteger resolvedToRolledBack = new AtomicInteger();
    private final Map<String, Integer> announced = new ConcurrentHashMap<>();
    private final Map<String, Integer> reported = new ConcurrentHashMap<>();

    /** Whether a value did not fit (SQLSTATE class 22); a retry cannot help. */
    static boolean isDataError(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("22");
    }

    /** A transaction begins: the first for its POM, or a retry. */
    void attempt(int number) {
        attempts.increment();
        mostAttempts.accumulateAndGet(number, Math::max);
    }

    /** A transaction failed. */
    void failed(Throwable failure) {
        conflict(String.valueOf(SqlState.of(failure)));
    }

    void conflict(String sqlState) {
        failures.merge(sqlState, 1, Integer::sum);
    }

    /** An error was caught, and the transaction continued. */
    void swallowed(Throwable failure) {
        failed(failure);
    }

    /** The POM will not be tried again. */
    void givenUp() {
        givenUp.incrementAndGet();
    }

    /** COMMIT got no reply, and its outcome was resolved. */
    void resolved(boolean committed) {
        (committed ? resolvedToCommitted : resolvedToRolledBack).incrementAndGet();
    }

    /** Announces a new version to other systems: a real service would update a search index or send a message. */
    void announce(Pom pom) {
        announced.merge(pom.id(), 1, Integer::sum);
    }

    /** The code reports that the POM is stored. */
    void stored(Pom pom) {
        reported.merge(pom.id(), 1, Integer::sum);
    }

    long attempts() {
        return attempts.sum();
    }

    int mostAttempts() {
        return mostAttempts.get();
    }

    int givenUpCount() {
        return givenUp.get();
    }

    Map<String, Integer> failures() {
        return failures;
    }

    int resolvedToCommitted() {
        return resolvedToCommitted.get();
    }

    int resolvedToRolledBack() {
        return resolvedToRolledBack.get();
    }

    Map<String, Integer> announced() {
        return announced;
    }

    Map<String, Integer> reported() {
        return reported;
    }
}

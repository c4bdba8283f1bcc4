package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.sqlstate.SqlState;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a contender says of itself. Thread-safe. */
final class Tally {
    private final LongAdder attempts = new LongAdder();
    private final AtomicInteger mostAttempts = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final AtomicInteger resolvedToCommitted = new AtomicInteger();
    private final AtomicInteger resolvedToRolledBack = new AtomicInteger();
    private final Map<String, Integer> announced = new ConcurrentHashMap<>();
    private final Map<String, Integer> reported = new ConcurrentHashMap<>();

    /** Whether a value did not fit (SQLSTATE class 22), which no retry will change. */
    static boolean isDataError(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("22");
    }

    /** A transaction begins: the first for its POM, or a later one. */
    void attempt(int number) {
        attempts.increment();
        mostAttempts.accumulateAndGet(number, Math::max);
    }

    /** A transaction failed, for the first time or again. */
    void failed(Throwable failure) {
        conflict(String.valueOf(SqlState.of(failure)));
    }

    void conflict(String sqlState) {
        failures.merge(sqlState, 1, Integer::sum);
    }

    /** An error was caught, and the transaction went on. */
    void swallowed(Throwable failure) {
        failed(failure);
    }

    /** The POM will not be tried again. */
    void givenUp() {
        givenUp.incrementAndGet();
    }

    /** COMMIT got no answer, and the server has been asked what became of it. */
    void resolved(boolean committed) {
        (committed ? resolvedToCommitted : resolvedToRolledBack).incrementAndGet();
    }

    /** The rest of the world is told of a new version: here a search index would be, or a queue. */
    void announce(Pom pom) {
        announced.merge(pom.id(), 1, Integer::sum);
    }

    /** The code is convinced that the POM is stored. */
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

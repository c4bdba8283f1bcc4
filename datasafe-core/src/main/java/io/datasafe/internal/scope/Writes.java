package io.datasafe.internal.scope;

import io.datasafe.internal.sql.WrittenTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells those who keep rows in memory for a thread what is written on it. Costs one read of a thread's variable where nobody does. */
public final class Writes {
    /** Keeps rows in memory. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Something has been written, or was undone.
         *
         * @param tables where
         */
        void written(WrittenTables tables);
    }

    private static final ThreadLocal<@Nullable List<Observer>> OBSERVERS = new ThreadLocal<>();

    private Writes() {}

    /**
     * Tells an observer from now on what is written on this thread.
     *
     * @param observer whom to tell
     */
    public static void observe(Observer observer) {
        List<Observer> observers = OBSERVERS.get();
        if (observers == null) {
            observers = new ArrayList<>(1);
            OBSERVERS.set(observers);
        }
        observers.add(observer);
    }

    /**
     * Tells an observer no more. Does nothing if it is not told anyway.
     *
     * @param observer whom not to tell any more
     */
    public static void ignore(Observer observer) {
        List<Observer> observers = OBSERVERS.get();
        if (observers != null && observers.remove(observer) && observers.isEmpty()) {
            OBSERVERS.remove();
        }
    }

    /**
     * A statement has been executed, or may have been in part.
     *
     * @param sql its text
     * @param renamed whether its tables have other names elsewhere, so that a write to one may be a write to any
     */
    public static void executed(String sql, boolean renamed) {
        List<Observer> observers = OBSERVERS.get();
        if (observers == null) {
            return;
        }
        WrittenTables tables = WrittenTables.of(sql);
        if (!tables.equals(WrittenTables.NONE)) {
            tell(observers, renamed ? WrittenTables.ANYTHING : tables);
        }
    }

    private static void tell(List<Observer> observers, WrittenTables tables) {
        for (Observer observer : observers) {
            observer.written(tables);
        }
    }
}

package io.datasafe.internal.scope;

import io.datasafe.internal.sql.WrittenTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notifies caches on this thread of the tables that a statement writes. Costs one ThreadLocal read if there are none.
 */
public final class Writes {
    /** Holds rows in memory. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A statement has written rows, or a write was rolled back.
         *
         * @param tables the tables
         */
        void written(WrittenTables tables);
    }

    private static final ThreadLocal<@Nullable List<Observer>> OBSERVERS = new ThreadLocal<>();

    private Writes() {}

    /**
     * Adds an observer of the writes on this thread.
     *
     * @param observer the observer
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
     * Removes an observer. Does nothing if it was not added.
     *
     * @param observer the observer
     */
    public static void ignore(Observer observer) {
        List<Observer> observers = OBSERVERS.get();
        if (observers != null && observers.remove(observer) && observers.isEmpty()) {
            OBSERVERS.remove();
        }
    }

    /**
     * Reports that a statement was executed, perhaps only in part.
     *
     * @param sql the text of the statement
     * @param renamed whether table names in the text differ from those in the database, so that a write to one table
     *     may be a write to any
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

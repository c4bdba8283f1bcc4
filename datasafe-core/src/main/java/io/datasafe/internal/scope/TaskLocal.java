package io.datasafe.internal.scope;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A thread-local variable that tasks inherit, such as the current scope of a thread. Code that hands work to other
 * threads propagates the values of all task-local variables, so the two capabilities stay independent. Keep each
 * variable in a constant.
 *
 * @param <T> the type of the value
 */
public final class TaskLocal<T> {
    private static final List<TaskLocal<?>> ALL = new CopyOnWriteArrayList<>();

    @SuppressWarnings("ThreadLocalUsage") // Each instance is a constant.
    private final ThreadLocal<@Nullable T> value = new ThreadLocal<>();

    /** Makes a variable without a value. */
    public TaskLocal() {
        ALL.add(this);
    }

    /** {@return the value on this thread, or null} */
    public @Nullable T get() {
        return value.get();
    }

    /**
     * Sets the value on this thread.
     *
     * @param next the new value; null removes it
     */
    public void set(@Nullable T next) {
        if (next == null) {
            value.remove();
        } else {
            value.set(next);
        }
    }

    /** {@return the values of all variables on this thread} */
    public static Held held() {
        // A copy, because the list grows when a capability is first used.
        Object[] all = ALL.toArray();
        @Nullable Object[] values = new @Nullable Object[all.length];
        for (int i = 0; i < all.length; i++) {
            values[i] = ((TaskLocal<?>) all[i]).get();
        }
        return new Held(values);
    }

    @SuppressWarnings("unchecked") // The value came from this variable.
    private void put(@Nullable Object next) {
        set((T) next);
    }

    /** The values of all task-local variables on a thread at one moment. */
    public static final class Held {
        private final @Nullable Object[] values;

        private Held(@Nullable Object[] values) {
            this.values = values;
        }

        /**
         * Sets all variables to these values on this thread.
         *
         * @return the previous values; enter them when the task has ended
         */
        public Held enter() {
            Held before = held();
            int i = 0;
            for (TaskLocal<?> local : ALL) {
                // Variables that were created later had no value then.
                local.put(i < values.length ? values[i] : null);
                i++;
            }
            return before;
        }
    }
}

package io.datasafe.internal.scope;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a thread that says what its code is part of, such as a scope. Whoever has other threads do a part of that work hands it over: so the
 * one need not know the other. To be kept as a constant.
 *
 * @param <T> what it holds
 */
public final class TaskLocal<T> {
    private static final List<TaskLocal<?>> ALL = new CopyOnWriteArrayList<>();

    @SuppressWarnings("ThreadLocalUsage") // In a constant it is one itself.
    private final ThreadLocal<@Nullable T> value = new ThreadLocal<>();

    /** Makes a variable that holds nothing. */
    public TaskLocal() {
        ALL.add(this);
    }

    /** {@return what it holds on this thread, or null} */
    public @Nullable T get() {
        return value.get();
    }

    /**
     * Changes what it holds on this thread.
     *
     * @param next what it holds from now on; null for nothing
     */
    public void set(@Nullable T next) {
        if (next == null) {
            value.remove();
        } else {
            value.set(next);
        }
    }

    /** {@return what all of them hold on this thread} */
    public static Held held() {
        // A copy: it grows when a capability is first used.
        Object[] all = ALL.toArray();
        @Nullable Object[] values = new @Nullable Object[all.length];
        for (int i = 0; i < all.length; i++) {
            values[i] = ((TaskLocal<?>) all[i]).get();
        }
        return new Held(values);
    }

    @SuppressWarnings("unchecked") // It was held by this one.
    private void put(@Nullable Object next) {
        set((T) next);
    }

    /** What all of them held on a thread at one moment. */
    public static final class Held {
        private final @Nullable Object[] values;

        private Held(@Nullable Object[] values) {
            this.values = values;
        }

        /**
         * Lets them hold the same on this thread.
         *
         * @return what they held before, to be entered when the task has ended
         */
        public Held enter() {
            Held before = held();
            int i = 0;
            for (TaskLocal<?> local : ALL) {
                // There may be more of them by now, that held nothing then.
                local.put(i < values.length ? values[i] : null);
                i++;
            }
            return before;
        }
    }
}

package io.datasafe.tx;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work that sees a façade's view of the transaction. Remembers what it threw, which a façade must not translate. */
final class ViewedWork<V, T extends @Nullable Object, X extends Exception> implements Work<Tx, T, X> {
    private final Work<V, T, X> work;
    private final Function<Tx, V> view;
    private @Nullable Throwable thrown;

    ViewedWork(Work<V, T, X> work, Function<Tx, V> view) {
        this.work = work;
        this.view = view;
    }

    @Override
    public T apply(Tx t) throws X {
        try {
            return work.apply(view.apply(t));
        } catch (Throwable e) {
            thrown = e;
            throw e;
        }
    }

    static boolean hasThrown(Work<Tx, ?, ?> work, Throwable failure) {
        return work instanceof ViewedWork<?, ?, ?> viewed && viewed.thrown == failure;
    }
}

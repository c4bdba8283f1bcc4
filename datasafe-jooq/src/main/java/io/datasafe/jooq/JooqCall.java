package io.datasafe.jooq;

import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Tx;
import io.datasafe.tx.Work;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work with jOOQ as core runs it. Keeps what the work itself threw, which passes as it is; what core throws is translated. */
final class JooqCall<T extends @Nullable Object, X extends Exception> implements Work<T, X> {
    private final JooqWork<T, X> work;
    private final Function<Tx, JooqTx> view;
    private @Nullable Throwable thrown;

    JooqCall(JooqWork<T, X> work, Function<Tx, JooqTx> view) {
        this.work = Objects.requireNonNull(work, "work");
        this.view = view;
    }

    /** Work without a result. */
    static <X extends Exception> JooqCall<@Nullable Void, X> of(JooqAction<X> action, Function<Tx, JooqTx> view) {
        Objects.requireNonNull(action, "work");
        return new JooqCall<>(
                t -> {
                    action.apply(t);
                    return null;
                },
                view);
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

    /** What is to be thrown in place of what core threw. */
    RuntimeException translated(TransactionException e) {
        return e == thrown ? e : Translation.of(e);
    }
}

package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Everything that {@link Transactions} was told, in one immutable value. */
record TxOptions(
        DataSource dataSource,
        String name,
        Nesting nesting,
        @Nullable Isolation isolation,
        boolean readOnly,
        Retry retry,
        boolean reportPosition,
        @Nullable DatasafeListener listener) {

    /** What to do about a transaction that this thread has open already, or has not. */
    enum Nesting {
        JOIN_OR_START,
        MUST_JOIN,
        MUST_START
    }

    TxOptions withName(String value) {
        return new TxOptions(dataSource, value, nesting, isolation, readOnly, retry, reportPosition, listener);
    }

    TxOptions withNesting(Nesting value) {
        return new TxOptions(dataSource, name, value, isolation, readOnly, retry, reportPosition, listener);
    }

    TxOptions withIsolation(Isolation value) {
        return new TxOptions(dataSource, name, nesting, value, readOnly, retry, reportPosition, listener);
    }

    TxOptions withReadOnly() {
        return new TxOptions(dataSource, name, nesting, isolation, true, retry, reportPosition, listener);
    }

    /** How messages name the transaction. */
    String title() {
        return "transaction \"" + name + "\"";
    }

    void checkStart() {
        if (nesting == Nesting.MUST_JOIN) {
            throw new IllegalStateException(title() + " is required() to join an open transaction,"
                    + " and this thread has none on this data source: open one around the call");
        }
    }

    void checkJoin(TxOptions open) {
        if (nesting == Nesting.MUST_START) {
            throw new IllegalStateException(title() + " must be outermost(), and was called inside " + open.title()
                    + ": move the call out of it, or drop outermost()");
        }
        if (isolation != null && isolation.compareTo(open.effectiveIsolation()) > 0) {
            throw new IllegalStateException(title() + " asks for " + isolation.sql() + " and cannot join "
                    + open.title() + ", which runs at "
                    + open.effectiveIsolation().sql()
                    + ": ask for " + isolation.sql() + " on the outer one");
        }
    }

    private Isolation effectiveIsolation() {
        return isolation == null ? Isolation.READ_COMMITTED : isolation;
    }
}

package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.CallSite;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Everything that {@link Transactions} was told, in one immutable value. */
record TxOptions(
        TxSetup setup,
        String name,
        Nesting nesting,
        Characteristics characteristics,
        @Nullable Deadline deadline,
        @Nullable Prologue prologue,
        boolean redoesUnknown) {

    /** What to do about a transaction that this thread has open already, or has not. */
    enum Nesting {
        JOIN_OR_START,
        MUST_JOIN,
        MUST_START
    }

    static TxOptions of(TxSetup setup, Timeouts timeouts) {
        return new TxOptions(setup, "transaction", Nesting.JOIN_OR_START, Characteristics.NONE, null, null, false)
                .with(Characteristics.NONE.withTimeouts(timeouts));
    }

    TxOptions withName(String value) {
        return new TxOptions(setup, value, nesting, characteristics, deadline, prologue, redoesUnknown);
    }

    TxOptions withNesting(Nesting value) {
        return new TxOptions(setup, name, value, characteristics, deadline, prologue, redoesUnknown);
    }

    TxOptions withDeadline(Deadline value) {
        return new TxOptions(
                setup, name, nesting, characteristics, value, Prologue.of(setup, characteristics, true), redoesUnknown);
    }

    TxOptions with(Characteristics value) {
        return new TxOptions(
                setup, name, nesting, value, deadline, Prologue.of(setup, value, deadline != null), redoesUnknown);
    }

    /** For work that finds out by itself whether an attempt before has committed. */
    TxOptions redoingUnknown() {
        return new TxOptions(setup, name, nesting, characteristics, deadline, prologue, true);
    }

    DataSource dataSource() {
        return setup.dataSource();
    }

    @Nullable
    DatasafeListener listener() {
        return setup.listener();
    }

    /** The line of the user's code that this thread is at. */
    String place() {
        return CallSite.nearest(setup.application());
    }

    /** The line of the user's code that called a class of ours, such as the one that begins transactions. */
    String placeOf(Class<?> entry) {
        return CallSite.callerOf(entry, setup.application());
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
        characteristics.checkJoin(title(), open.characteristics(), open.title());
        if (deadline != null && deadline.hasPassed()) {
            throw DeadlineExceededException.notBegun(this, deadline, "");
        }
    }
}

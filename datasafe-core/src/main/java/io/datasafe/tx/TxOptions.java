package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.CallSite;
import io.datasafe.internal.tx.Deadline;
import io.datasafe.internal.tx.TransactionSettings;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The configuration of one {@link Transactions}, as one immutable value. */
record TxOptions(
        TxSetup setup,
        String name,
        Nesting nesting,
        Characteristics characteristics,
        TransactionSettings settings,
        boolean redoesUnknown) {

    /** Whether to join a transaction that this thread has open already, or to start one. */
    enum Nesting {
        JOIN_OR_START,
        MUST_JOIN,
        MUST_START
    }

    static TxOptions of(TxSetup setup, Timeouts timeouts) {
        Characteristics characteristics = Characteristics.NONE.withTimeouts(timeouts);
        return new TxOptions(
                setup,
                "transaction",
                Nesting.JOIN_OR_START,
                characteristics,
                characteristics.settings(setup, null),
                false);
    }

    TxOptions withName(String value) {
        return new TxOptions(setup, value, nesting, characteristics, settings, redoesUnknown);
    }

    TxOptions withNesting(Nesting value) {
        return new TxOptions(setup, name, value, characteristics, settings, redoesUnknown);
    }

    TxOptions withDeadline(Deadline value) {
        return new TxOptions(
                setup, name, nesting, characteristics, characteristics.settings(setup, value), redoesUnknown);
    }

    TxOptions with(Characteristics value) {
        return new TxOptions(setup, name, nesting, value, value.settings(setup, deadline()), redoesUnknown);
    }

    /** For work that learns from the database whether an earlier attempt has committed. */
    TxOptions redoingUnknown() {
        return new TxOptions(setup, name, nesting, characteristics, settings, true);
    }

    DataSource dataSource() {
        return setup.dataSource();
    }

    @Nullable
    Deadline deadline() {
        return settings.deadline();
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
        Deadline deadline = deadline();
        if (deadline != null && deadline.hasPassed()) {
            throw DeadlineExceededException.notBegun(title(), deadline, "");
        }
    }
}

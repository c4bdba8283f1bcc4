package io.datasafe.jooq;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.scope.FailureSink;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.exception.ExceptionTools;

/** Tells the thread's transaction which statement failed, so that a silent rollback names its cause. */
final class FirstFailureListener implements ExecuteListener, ExecuteListenerProvider {
    private static final long serialVersionUID = 1L;

    private final transient Transactions transactions;

    FirstFailureListener(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds one behind those that are there, unless it is there already. */
    static void addTo(Configuration configuration, Transactions transactions) {
        ExecuteListenerProvider[] given = configuration.executeListenerProviders();
        if (Arrays.stream(given).noneMatch(FirstFailureListener.class::isInstance)) {
            ExecuteListenerProvider[] all = Arrays.copyOf(given, given.length + 1);
            all[given.length] = new FirstFailureListener(transactions);
            configuration.set(all);
        }
    }

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void exception(ExecuteContext ctx) {
        RuntimeException failure = ctx.exception();
        if (failure == null || ExceptionTools.getCause(failure, SQLException.class) == null) {
            return;
        }
        Tx tx = transactions.current().orElse(null);
        if (tx instanceof FailureSink sink && isBroken(tx.connection())) {
            sink.statementFailed(failure);
        }
    }

    /** After an error of the driver's own, such as a missing parameter, the transaction is as good as before. */
    private static boolean isBroken(Connection connection) {
        return switch (DriverState.of(connection)) {
            case FAILED, HIDDEN -> true;
            case IDLE, OPEN -> isClosed(connection);
        };
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}

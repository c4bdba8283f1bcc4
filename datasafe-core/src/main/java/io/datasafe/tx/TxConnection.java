package io.datasafe.tx;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.StatementHooks;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's connection as the work sees it. Closing it does not return the pool's connection: the transaction
 * does that at its end. There are two kinds. The connection of {@link Tx#connection} refuses COMMIT and ROLLBACK. A
 * joined connection is for code that believes that the transaction is its own: its commit() does nothing, its
 * rollback() dooms the whole transaction, and its autocommit is only remembered.
 */
final class TxConnection extends ForwardingConnection {
    private static final String ACTIVE_TRANSACTION = "25001";
    private static final String CLOSED = "08003";

    private final TxScope scope;
    private final boolean joined;
    private boolean autoCommitOfJoined;
    private boolean returned;

    TxConnection(TxScope scope, Connection physical, boolean joined) {
        super(physical);
        this.scope = scope;
        this.joined = joined;
        this.autoCommitOfJoined = scope.physical().cameWithAutoCommit();
    }

    @Override
    protected Connection usable() throws SQLException {
        scope.checkUsable();
        if (returned) {
            throw new SQLException(
                    "this connection was closed; " + scope.options().title() + " goes on", CLOSED);
        }
        return delegate();
    }

    /** Whether its user has closed it. */
    boolean isReturned() {
        return returned;
    }

    @Override
    protected StatementHooks statementHooks(@Nullable String sql) throws SQLException {
        StatementGuard guard = scope.guard();
        guard.beforeStatement(usable(), sql);
        return guard;
    }

    @Override
    public void commit() throws SQLException {
        if (joined) {
            usable();
        } else {
            refuse("commit()");
            scope.guard().ending();
            usable().commit();
        }
    }

    @Override
    public void rollback() throws SQLException {
        usable();
        if (joined) {
            scope.doom()
                    .doom(new SQLException(
                            "a part that joined " + scope.options().title() + " rolled back"));
        } else {
            refuse("rollback()");
            usable().rollback();
        }
    }

    /**
     * A joined one looks as the pool's does, until its user begins a transaction on it. JDBI asks this first: where it
     * were off, JDBI would take the transaction for somebody else's, and leave a part of its own that fails half done.
     */
    @Override
    public boolean getAutoCommit() throws SQLException {
        Connection physical = usable();
        return joined ? autoCommitOfJoined : physical.getAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (joined) {
            usable();
            autoCommitOfJoined = autoCommit;
        } else if (autoCommit) {
            refuse("setAutoCommit(true), which commits,");
            scope.guard().ending();
            usable().setAutoCommit(true);
        }
    }

    /** Throws, unless the guard is off or only reports: then the statement goes through. */
    private void refuse(String what) throws SQLException {
        usable();
        Guards.hit(
                scope.options(),
                Guard.OWN_COMMIT,
                what + " was called inside " + scope.options().title()
                        + ": return from the work to commit, throw to roll back, and use savepoint() for a part");
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        if (readOnly != usable().isReadOnly()) {
            throw tooLate("read-only", "readOnly()");
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        if (level != usable().getTransactionIsolation()) {
            throw tooLate("the isolation level", "isolation(..)");
        }
    }

    private SQLException tooLate(String what, String cure) {
        return new SQLException(
                scope.options().title() + " is open, and " + what + " is fixed: ask for it with " + cure
                        + " on the Transactions that start it",
                ACTIVE_TRANSACTION);
    }

    /** Gives nothing back: the transaction does that at its end. */
    @Override
    public void close() {
        returned = true;
    }

    @Override
    public boolean isClosed() throws SQLException {
        return returned || scope.isEnded() || delegate().isClosed();
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        clientInfoTarget().setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        clientInfoTarget().setClientInfo(properties);
    }

    private Connection clientInfoTarget() throws SQLClientInfoException {
        try {
            return usable();
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), Map.<String, ClientInfoStatus>of(), e);
        }
    }

    /** Does nothing: the transaction is a part of the request that took the connection from the pool. */
    @Override
    public void beginRequest() {}

    /** Does nothing, as above. */
    @Override
    public void endRequest() {}

    @Override
    public String toString() {
        return "connection of " + scope.options().title() + ": " + delegate();
    }
}

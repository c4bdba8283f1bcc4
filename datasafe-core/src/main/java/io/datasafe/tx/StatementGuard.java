package io.datasafe.tx;

import io.datasafe.internal.jdbc.StatementHooks;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks a transaction's statements: none may end it, none is sent after its deadline, and the time between two is
 * measured.
 */
final class StatementGuard extends StatementHooks {
    private final TxScope scope;
    private final boolean ownCommit;
    private final @Nullable Duration idleBound;
    private boolean begun;
    private long lastEnd;
    private @Nullable String lastPlace;

    StatementGuard(TxScope scope) {
        this.scope = scope;
        TxOptions options = scope.options();
        this.ownCommit = Guards.isOn(options, Guard.OWN_COMMIT);
        this.idleBound = Guards.isOn(options, Guard.IDLE) ? options.setup().idleBound() : null;
        this.begun = options.prologue() != null;
    }

    /** Before a statement is made, or SQL is sent: has somebody ended the transaction, or is about to? */
    void beforeStatement(Connection connection, @Nullable String sql) {
        if (!ownCommit) {
            return;
        }
        if (sql != null && TransactionControl.is(sql)) {
            Guards.hit(
                    scope.options(),
                    Guard.OWN_COMMIT,
                    "SQL that begins or ends a transaction was used inside "
                            + scope.options().title()
                            + ": return from the work to commit, throw to roll back, and use savepoint() for a part");
        }
        checkStillOpen(connection);
    }

    private void checkStillOpen(Connection connection) {
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.OPEN || status == TransactionStatus.FAILED) {
            begun = true;
        } else if (status == TransactionStatus.IDLE && begun && ownCommit) {
            scope.endedByItsWork();
        }
    }

    /**
     * Work that has ended the transaction and then fails is not run again, whatever it fails with: a part of it may
     * be committed.
     */
    void atFailure(Throwable failure) {
        boolean unsaid = begun && !scope.isEndedByItsWork() && !scope.lease().isLost();
        if (unsaid && DriverState.of(scope.lease().connection()) == TransactionStatus.IDLE) {
            scope.markEndedByItsWork();
            Suppressed.add(failure, Commit.endedByItsWork(scope.options()));
        }
    }

    @Override
    protected void adding(String sql) {
        beforeStatement(scope.lease().connection(), sql);
    }

    @Override
    protected void beforeExecution(Statement statement, @Nullable String sql) throws SQLException {
        scope.checkUsable();
        beforeStatement(scope.lease().connection(), sql);
        Deadline deadline = scope.deadline();
        if (deadline != null) {
            long left = deadline.millisLeft();
            if (left == 0) {
                throw new SQLTimeoutException(
                        deadline.title() + " of " + scope.options().title() + " has passed: the statement was not sent",
                        "57014");
            }
            // JDBC counts in seconds; from PostgreSQL 17 on the server's own timeout is exact.
            int seconds = (int) ((left + 999) / 1_000);
            int own = statement.getQueryTimeout();
            if (own == 0 || own > seconds) {
                statement.setQueryTimeout(seconds);
            }
        }
        checkIdle("the next statement");
    }

    @Override
    protected void afterExecution() {
        if (ownCommit) {
            checkStillOpen(scope.lease().connection());
        }
        if (idleBound != null) {
            lastEnd = System.nanoTime();
            lastPlace = scope.options().place();
        }
    }

    /** What was not noticed before, and whether the work took its time after its last statement. */
    void beforeCommit() {
        if (ownCommit) {
            checkStillOpen(scope.lease().connection());
        }
        checkIdle("COMMIT");
    }

    private void checkIdle(String before) {
        if (idleBound == null || lastPlace == null) {
            return;
        }
        Duration idle = Duration.ofNanos(System.nanoTime() - lastEnd);
        if (idle.compareTo(idleBound) > 0) {
            Guards.hit(
                    scope.options(),
                    Guard.IDLE,
                    scope.options().title() + " held its connection idle for " + idle.toMillis()
                            + " ms, after the statement at " + lastPlace + " and before " + before + " at "
                            + scope.options().place() + ": do there only what needs the transaction");
        }
    }
}

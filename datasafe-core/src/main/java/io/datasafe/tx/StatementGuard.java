package io.datasafe.tx;

import io.datasafe.internal.jdbc.StatementHooks;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.Suppressed;
import io.datasafe.internal.tx.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks the statements of one transaction: none may end it, none is sent after its deadline, and the time between two
 * is measured.
 */
final class StatementGuard extends StatementHooks {
    private final TxScope scope;
    private final boolean ownCommit;
    private final @Nullable Duration idleBound;
    private boolean begun;
    private boolean ended;
    private @Nullable TransactionException refusal;
    private long lastEnd;
    private @Nullable String lastPlace;

    StatementGuard(TxScope scope) {
        this.scope = scope;
        TxOptions options = scope.options();
        this.ownCommit = Guards.isOn(options, Guard.OWN_COMMIT);
        this.idleBound = Guards.isOn(options, Guard.IDLE) ? options.setup().idleBound() : null;
        this.begun = options.settings().needsPrologue();
    }

    /**
     * Before a statement is made, or SQL is sent: checks that the transaction has not been ended, and that this SQL
     * does not end it.
     */
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
            ended();
        }
    }

    /** From here on each statement would commit by itself. */
    private void ended() {
        ended = true;
        TransactionException why = CommitFailures.endedByItsWork(scope.options());
        if (scope.options().setup().reaction(Guard.OWN_COMMIT) == Reaction.THROW && refusal == null) {
            refusal = why;
        }
        Guards.hit(scope.options(), Guard.OWN_COMMIT, String.valueOf(why.getMessage()));
    }

    /** The work is about to end the transaction by a method of its connection. */
    void ending() {
        ended = true;
    }

    /** Whether the work has ended the physical transaction, so that a part may be committed. */
    boolean hasTransactionEnded() {
        return ended;
    }

    /**
     * Work that has ended the transaction and then fails is not run again, whatever it fails with: a part of it may be
     * committed.
     */
    void atFailure(Throwable failure) {
        boolean unsaid = begun && !ended && !scope.physical().isLost();
        if (unsaid && scope.physical().status() == TransactionStatus.IDLE) {
            ended = true;
            Suppressed.add(failure, CommitFailures.endedByItsWork(scope.options()));
        }
    }

    @Override
    protected void adding(String sql) {
        beforeStatement(scope.physical().connection(), sql);
    }

    @Override
    protected void beforeExecution(Statement statement, @Nullable String sql) throws SQLException {
        scope.checkUsable();
        beforeStatement(scope.physical().connection(), sql);
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
            checkStillOpen(scope.physical().connection());
        }
        if (idleBound != null) {
            lastEnd = System.nanoTime();
            lastPlace = scope.options().place();
        }
    }

    /**
     * Refuses to commit what the work has ended. Notices an end that came without a statement, and a long time since
     * the last one.
     */
    void beforeCommit() {
        if (refusal == null) {
            if (ownCommit) {
                checkStillOpen(scope.physical().connection());
            }
            checkIdle("COMMIT");
        }
        if (refusal != null) {
            throw refusal;
        }
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

package io.datasafe.internal.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class CommitFateQueryIT {
    private static TransactionIdentity identity(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + TransactionIdentity.COLUMNS)) {
            row.next();
            return TransactionIdentity.read(row, 1);
        }
    }

    @Test
    void eachPartOfTheIdentityCounts() throws SQLException {
        try (Connection open = PooledDatabase.cluster().primary().dataSource().getConnection();
                Connection asking =
                        PooledDatabase.cluster().primary().dataSource().getConnection();
                Connection standby =
                        PooledDatabase.cluster().replica(0).dataSource().getConnection()) {
            TransactionIdentity committed = identity(asking);
            long system = committed.systemIdentifier();
            int timeline = committed.timeline();
            long epoch = committed.crashEpoch();
            assertThat(CommitFateQuery.ask(asking, committed)).isEqualTo(CommitFate.COMMITTED);
            assertThat(CommitFateQuery.ask(standby, committed)).isEqualTo(CommitFate.UNKNOWN);
            assertThat(identity(standby)).isNull();
            assertThat(CommitFateQuery.ask(
                            asking, new TransactionIdentity(system + 1, timeline, epoch, committed.xid())))
                    .isEqualTo(CommitFate.UNKNOWN);
            assertThat(CommitFateQuery.ask(
                            asking, new TransactionIdentity(system, timeline + 1, epoch, committed.xid())))
                    .isEqualTo(CommitFate.UNKNOWN);
            assertThat(CommitFateQuery.ask(
                            asking, new TransactionIdentity(system, timeline, epoch, committed.xid() + 1_000_000)))
                    .isEqualTo(CommitFate.ROLLED_BACK);
            assertThat(CommitFateQuery.ask(
                            asking, new TransactionIdentity(system, timeline, epoch - 1, committed.xid())))
                    .isNotEqualTo(CommitFate.OPEN);
            assertThat(CommitFateQuery.ask(asking, new TransactionIdentity(system, timeline, epoch, 0)))
                    .as("an id that the server keeps no status for, because it is too old")
                    .isEqualTo(CommitFate.UNKNOWN);
            open.setAutoCommit(false);
            TransactionIdentity inProgress = identity(open);
            assertThat(CommitFateQuery.ask(asking, inProgress)).isEqualTo(CommitFate.OPEN);
            assertThat(CommitFateQuery.ask(
                            asking, new TransactionIdentity(system, timeline, epoch - 1, inProgress.xid())))
                    .isNotEqualTo(CommitFate.OPEN);
            CommitFateQuery.fence(asking, inProgress);
            assertThat(CommitFateQuery.ask(asking, inProgress)).isEqualTo(CommitFate.ROLLED_BACK);
            Connection gone = PooledDatabase.cluster().primary().dataSource().getConnection();
            gone.close();
            assertThatThrownBy(() -> CommitFateQuery.ask(gone, committed)).isInstanceOf(SQLException.class);
        }
    }
}

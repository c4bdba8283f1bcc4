package io.datasafe.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.tx.PooledDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FateQueryIT {
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
            assertThat(FateQuery.ask(asking, committed)).isEqualTo(Fate.COMMITTED);
            assertThat(FateQuery.ask(standby, committed)).isEqualTo(Fate.UNKNOWN);
            assertThat(identity(standby)).isNull();
            assertThat(FateQuery.ask(asking, new TransactionIdentity(system + 1, timeline, epoch, committed.xid())))
                    .isEqualTo(Fate.UNKNOWN);
            assertThat(FateQuery.ask(asking, new TransactionIdentity(system, timeline + 1, epoch, committed.xid())))
                    .isEqualTo(Fate.UNKNOWN);
            assertThat(FateQuery.ask(
                            asking, new TransactionIdentity(system, timeline, epoch, committed.xid() + 1_000_000)))
                    .isEqualTo(Fate.ROLLED_BACK);
            assertThat(FateQuery.ask(asking, new TransactionIdentity(system, timeline, epoch - 1, committed.xid())))
                    .isNotEqualTo(Fate.OPEN);
            assertThat(FateQuery.ask(asking, new TransactionIdentity(system, timeline, epoch, 0)))
                    .as("an id of which the server has no status, as when it was long ago")
                    .isEqualTo(Fate.UNKNOWN);
            open.setAutoCommit(false);
            TransactionIdentity inProgress = identity(open);
            assertThat(FateQuery.ask(asking, inProgress)).isEqualTo(Fate.OPEN);
            assertThat(FateQuery.ask(asking, new TransactionIdentity(system, timeline, epoch - 1, inProgress.xid())))
                    .isNotEqualTo(Fate.OPEN);
            FateQuery.fence(asking, inProgress);
            assertThat(FateQuery.ask(asking, inProgress)).isEqualTo(Fate.ROLLED_BACK);
            Connection gone = PooledDatabase.cluster().primary().dataSource().getConnection();
            gone.close();
            assertThatThrownBy(() -> FateQuery.ask(gone, committed)).isInstanceOf(SQLException.class);
        }
    }
}

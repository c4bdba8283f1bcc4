package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The statements that update the statistics of a group: read, add in Java, write back, as object-relational mappers and
 * many services do. Under READ COMMITTED two of these at the same time silently lose one of the two additions.
 */
final class GroupStatistics {
    private GroupStatistics() {}

    static void add(Connection connection, Pom pom) throws SQLException {
        String group = pom.artifact().groupId();
        PomStore.update(connection, "insert into group_statistics (group_id) values (?) on conflict do nothing", group);
        long versions = PomStore.id(connection, "select versions from group_statistics where group_id = ?", group);
        long dependencies =
                PomStore.id(connection, "select dependencies from group_statistics where group_id = ?", group);
        PomStore.update(
                connection,
                "update group_statistics set versions = ?, dependencies = ? where group_id = ?",
                versions + 1,
                dependencies + pom.dependencies().size(),
                group);
    }
}

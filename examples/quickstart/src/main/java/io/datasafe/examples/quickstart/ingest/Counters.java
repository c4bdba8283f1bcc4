package io.datasafe.examples.quickstart.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The differences between the counters and the rows that they count.
 *
 * @param lost additions that a counter lacks although the row exists
 * @param doubled additions that a counter includes although there is no such row
 */
record Counters(long lost, long doubled) {
    private static final String DIFFERENCES = """
            with difference(value) as (
                select count(v.id) - a.versions from artifact a left join version v on v.artifact_id = a.id group by a.id
                union all
                select count(d.id) - a.dependants from artifact a left join dependency d on d.artifact_id = a.id group by a.id
                union all
                select count(x.version_id) - l.used from licence l left join version_licence x on x.licence_id = l.id group by l.id
                union all
                select count(v.id) - g.versions
                from group_statistics g left join artifact a using (group_id) left join version v on v.artifact_id = a.id
                group by g.group_id
                union all
                select count(d.id) - g.dependencies
                from group_statistics g left join artifact a using (group_id) left join version v on v.artifact_id = a.id
                    left join dependency d on d.version_id = v.id
                group by g.group_id)
            select coalesce(sum(value) filter (where value > 0), 0), coalesce(-sum(value) filter (where value < 0), 0)
            from difference""";

    static Counters compared(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DIFFERENCES)) {
            row.next();
            return new Counters(row.getLong(1), row.getLong(2));
        }
    }
}

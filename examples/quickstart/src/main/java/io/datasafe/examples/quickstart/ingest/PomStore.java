package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Coordinates;
import io.datasafe.examples.quickstart.pom.Dependency;
import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** The statements that store a POM. All contenders send exactly these; only the transactions around them differ. */
final class PomStore {
    private static final String ARTIFACT = """
            insert into artifact (group_id, artifact_id, versions, dependants) values (?, ?, ?, ?)
            on conflict (group_id, artifact_id) do update
            set versions = artifact.versions + excluded.versions, dependants = artifact.dependants + excluded.dependants
            returning id""";

    /**
     * An upsert, which is what code does after a retry has violated the unique key. It hides that the file came a
     * second time.
     */
    private static final String VERSION = """
            insert into version (artifact_id, version, packaging) values (?, ?, ?)
            on conflict (artifact_id, version) do update set packaging = excluded.packaging
            returning id""";

    private static final String DEPENDENCY =
            "insert into dependency (version_id, artifact_id, scope, optional, version_text) values (?, ?, ?, ?, ?)";

    private PomStore() {}

    /** Stores the version and its dependencies, and counts it; returns the version's id. */
    static long store(Connection connection, Pom pom) throws SQLException {
        long artifact = artifact(connection, pom.artifact(), 1, 0);
        long version = id(connection, VERSION, artifact, pom.version(), pom.packaging());
        dependencies(connection, version, pom.dependencies());
        GroupStatistics.add(connection, pom);
        return version;
    }

    /**
     * Artifacts are shared and stored in the order of the file: two POMs that name the same two in opposite order can
     * deadlock.
     */
    private static void dependencies(Connection connection, long version, List<Dependency> dependencies)
            throws SQLException {
        if (dependencies.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(DEPENDENCY)) {
            for (Dependency dependency : dependencies) {
                insert.setLong(1, version);
                insert.setLong(2, artifact(connection, dependency.target(), 0, 1));
                insert.setString(3, dependency.scope());
                insert.setBoolean(4, dependency.optional());
                insert.setObject(5, dependency.version(), Types.VARCHAR);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static long artifact(Connection connection, Coordinates artifact, long versions, long dependants)
            throws SQLException {
        return id(connection, ARTIFACT, artifact.groupId(), artifact.artifactId(), versions, dependants);
    }

    static long id(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}

package io.datasafe.examples.quickstart.listing;

import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.load.Related;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same loop with loaders: each relation is defined once, by key, and read with one query for all versions. */
final class WithLoaders implements Listing {
    private static final Loader<Long, @Nullable String> ARTIFACT = Loaders.sql(
            "artifact",
            "select id, group_id, artifact_id from artifact where id = any(?)",
            Long.class,
            row -> row.getString(2) + ":" + row.getString(3));

    private static final Loader<Long, List<String>> LICENCES =
            Loaders.sql("licences", """
            select x.version_id, l.name from version_licence x join licence l on l.id = x.licence_id
            where x.version_id = any(?) order by l.name""", Long.class).many(row -> row.getString(2));

    private static final Loader<Long, Long> DEPENDENCIES = Loaders.sql(
                    "dependencies",
                    "select version_id, count(*) from dependency where version_id = any(?) group by version_id",
                    Long.class)
            .one(row -> row.getLong(2), 0L);

    @Override
    public String name() {
        return "loaders";
    }

    @Override
    public List<Line> lines(Connection connection, List<Version> versions) {
        try (LoadScope s = LoadScope.open(connection)) {
            Related<Version, @Nullable String> artifact = s.related(versions, Version::artifactId, ARTIFACT);
            Related<Version, List<String>> licences = s.related(versions, Version::id, LICENCES);
            Related<Version, Long> dependencies = s.related(versions, Version::id, DEPENDENCIES);

            List<Line> lines = new ArrayList<>();
            for (Version v : versions) {
                lines.add(new Line(artifact.orThrow(v), v.number(), licences.of(v), dependencies.of(v)));
            }
            return lines;
        }
    }
}
